package dev.kith.crm.application.automation;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.list.Suggestions;
import dev.kith.crm.domain.automation.RuleContent;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Understands what rules say: the records, events, facts and actions that features registered. */
final class RuleReading {

  /** What can be asked for of every event, whatever it happened to. */
  private static final List<Fact> COMMON =
      ImmutableList.of(
          Fact.of("now", "Now", Fact.Type.INSTANT),
          Fact.of("event.type", "Type of the event", Fact.Type.TEXT),
          Fact.of("event.at", "When it happened", Fact.Type.INSTANT),
          Fact.of("event.actor", "Who did it", Fact.Type.TEXT),
          Fact.of("changed", "Fields that were changed", Fact.Type.TEXTS));

  /** Whether a fact is known of every event. */
  static boolean isCommon(String fact) {
    return COMMON.stream().anyMatch(common -> common.name().equals(fact));
  }

  private static final String PARAMETER = "parameters/";
  private static final int MOST_POINTS = 1_000;

  private final Map<String, RecordKind> records;
  private final Map<String, ActionKind> actions;
  private final Conditions conditions;

  RuleReading(List<RecordKind> records, List<ActionKind> actions, Conditions conditions) {
    this.records = records.stream().collect(toImmutableMap(RecordKind::type, Function.identity()));
    this.actions = actions.stream().collect(toImmutableMap(ActionKind::code, Function.identity()));
    this.conditions = conditions;
  }

  Collection<RecordKind> records() {
    return records.values();
  }

  Optional<RecordKind> record(String type) {
    return Optional.ofNullable(records.get(type));
  }

  Collection<ActionKind> actions() {
    return actions.values();
  }

  Optional<ActionKind> action(String code) {
    return Optional.ofNullable(actions.get(code));
  }

  List<Fact> facts(RecordKind record) {
    return ImmutableList.<Fact>builder().addAll(COMMON).addAll(record.facts()).build();
  }

  Conditions.Compilation condition(RuleContent content) {
    return condition(content.record(), content.condition());
  }

  Conditions.Compilation condition(String record, String text) {
    RecordKind kind = records.get(record);
    return kind == null
        ? new Conditions.Bad(List.of(new ConditionProblem(1, 1, noRecord(record))))
        : conditions.compile(text, facts(kind));
  }

  private String noRecord(String record) {
    return "Rules know no record "
        + record
        + "; they know "
        + String.join(", ", records.keySet())
        + "."
        + Suggestions.didYouMean(record, records.keySet());
  }

  /** Everything in a content that means nothing, besides what the content itself finds. */
  List<Violation> problems(RuleContent content, Instant now) {
    Checks checks = new Checks();
    RecordKind kind = records.get(content.record());
    if (kind == null) {
      checks.add("record", "unknown-record", noRecord(content.record()));
      return checks.violations();
    }
    for (String type : content.when().eventTypes()) {
      if (!kind.events().containsKey(type)) {
        checks.add(
            "events",
            "unknown-event",
            "No event "
                + type
                + " happens to a "
                + kind.type()
                + "."
                + Suggestions.didYouMean(type, kind.events().keySet()));
      }
    }
    if (content.condition().length() <= RuleContent.LONGEST_CONDITION
        && condition(content) instanceof Conditions.Bad(var problems)) {
      problems.forEach(p -> checks.add("condition", "condition", p.text()));
    }
    List<String> names = facts(kind).stream().map(Fact::name).collect(toImmutableList());
    for (int i = 0; i < content.then().size(); i++) {
      String at = "then/" + i;
      step(content.then().get(i), kind, names, now)
          .forEach(v -> checks.addAll(List.of(v.below(at))));
    }
    return checks.violations();
  }

  private List<Violation> step(RuleStep step, RecordKind record, List<String> names, Instant now) {
    ActionKind action = actions.get(step.kind());
    if (action == null || !action.isFor(record.type())) {
      List<String> known =
          actions.values().stream()
              .filter(a -> a.isFor(record.type()))
              .map(ActionKind::code)
              .toList();
      return List.of(
          Violation.at(
              "action",
              "unknown-action",
              "There is no action "
                  + step.kind()
                  + " for a "
                  + record.type()
                  + "; there are "
                  + String.join(", ", known)
                  + "."
                  + Suggestions.didYouMean(step.kind(), known)));
    }
    List<Violation> problems = new ArrayList<>();
    ImmutableMap.Builder<String, String> good = ImmutableMap.builder();
    Map<String, Parameter> known =
        action.parameters().stream()
            .collect(ImmutableMap.toImmutableMap(Parameter::name, Function.identity()));
    step.parameters()
        .forEach((name, value) -> {
          Parameter parameter = known.get(name);
          if (parameter == null) {
            problems.add(
                Violation.at(
                    PARAMETER + name,
                    "unknown-parameter",
                    "The action "
                        + action.code()
                        + " takes no "
                        + name
                        + "."
                        + Suggestions.didYouMean(name, known.keySet())));
          } else if (!value.isBlank()) {
            wrong(parameter, value, names)
                .ifPresentOrElse(
                    message -> problems.add(Violation.at(PARAMETER + name, "parameter", message)),
                    () -> good.put(name, value));
          }
        });
    known.values().stream()
        .filter(Parameter::required)
        .filter(p -> step.parameters().getOrDefault(p.name(), "").isBlank())
        .forEach(p ->
            problems.add(
                Violation.at(PARAMETER + p.name(), "required", p.label() + " must be said.")));
    oneOf(action, step).ifPresent(problems::add);
    action
        .checking()
        .problems(record.type(), good.buildOrThrow(), now)
        .forEach(problem -> problems.add(problem.below("parameters")));
    return problems;
  }

  /** What is wrong with parameters that are said one in place of another. */
  private static Optional<Violation> oneOf(ActionKind action, RuleStep step) {
    List<String> names = action.oneOf().parameters();
    List<String> said =
        names.stream().filter(n -> !step.parameters().getOrDefault(n, "").isBlank()).toList();
    String all = String.join(" or ", names);
    return said.size() > 1
        ? Optional.of(Violation.at(PARAMETER + said.getLast(), "one-of", "Say either " + all + "."))
        : said.isEmpty() && action.oneOf().required()
            ? Optional.of(
                Violation.at(PARAMETER + names.getFirst(), "required", "Say " + all + "."))
            : Optional.empty();
  }

  private static Optional<String> wrong(Parameter parameter, String value, List<String> names) {
    if (value.length() > RuleStep.LONGEST_PARAMETER) {
      return Optional.of("At most " + RuleStep.LONGEST_PARAMETER + " characters are allowed.");
    }
    return switch (parameter.type()) {
      case TEXT, LINES ->
          Texts.unknown(value, names).stream()
              .findFirst()
              .map(name -> "There is no fact " + name + "." + Suggestions.didYouMean(name, names));
      case USER -> isUuid(value) ? Optional.empty() : Optional.of("This is not the id of a user.");
      case POOL -> isUuid(value) ? Optional.empty() : Optional.of("This is not the id of a pool.");
      case RECIPIENT ->
          Recipient.read(value).isPresent()
              ? Optional.empty()
              : Optional.of("It is owner, administrators, or user/…, team/… or role/… with an id.");
      case CHOICE ->
          parameter.choices().contains(value)
              ? Optional.empty()
              : Optional.of(
                  "It is one of "
                      + String.join(", ", parameter.choices())
                      + "."
                      + Suggestions.didYouMean(value, parameter.choices()));
      case DURATION ->
          isDuration(value)
              ? Optional.empty()
              : Optional.of(
                  "A duration is written like P3D for three days or PT4H for four hours, and is at"
                      + " most 3650 days.");
      case RECURRENCE -> Optional.empty();
      case DAYS ->
          Days.read(value).isPresent()
              ? Optional.empty()
              : Optional.of("Days are written like 2026-12-25, with commas between them.");
      case URL ->
          isUrl(value)
              ? Optional.empty()
              : Optional.of("An address is written like https://example.com/hook.");
      case POINTS ->
          isPoints(value)
              ? Optional.empty()
              : Optional.of(
                  "Points are a whole number of 1 to "
                      + MOST_POINTS
                      + ", with a minus to take them.");
    };
  }

  private static boolean isPoints(String text) {
    try {
      int points = Integer.parseInt(text);
      return points != 0 && Math.abs(points) <= MOST_POINTS;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isDuration(String text) {
    try {
      Duration duration = Duration.parse(text);
      return duration.isPositive() && duration.compareTo(Duration.ofDays(3_650)) <= 0;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
