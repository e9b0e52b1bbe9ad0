package dev.kith.crm.http.automation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.automation.RulePreset;
import dev.kith.crm.application.automation.Rules;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.RuleContent;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form of a rule, as it was typed.
 *
 * @param words of the records that the rule is about
 * @param offers what can be chosen
 */
record RuleForm(
    Rules.Catalogue catalogue,
    Rules.Words words,
    RuleOffers offers,
    RuleDraft draft,
    String from,
    String until,
    Problems problems) {

  private static final String STEP = "then-";

  /** Rules that are offered for what comes again; others can be written. */
  private static final List<Choice> RECURRENCES =
      ImmutableList.of(
          new Choice("FREQ=DAILY", "Every day", false),
          new Choice("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every weekday", false),
          new Choice("FREQ=WEEKLY", "Every week", false),
          new Choice("FREQ=WEEKLY;INTERVAL=2", "Every second week", false),
          new Choice("FREQ=MONTHLY", "Every month", false),
          new Choice("FREQ=MONTHLY;INTERVAL=3", "Every third month", false),
          new Choice("FREQ=YEARLY", "Every year", false));

  /**
   * What is given for one parameter.
   *
   * @param choices of which one is chosen; none where something is written
   */
  record Input(String id, Parameter parameter, String value, List<Choice> choices) {

    boolean hasLines() {
      return parameter.type() == Parameter.Type.LINES;
    }

    /** How it is written. */
    @Nullable String hint() {
      return switch (parameter.type()) {
        case TEXT, LINES -> "Facts in braces are filled in: {lead.name}";
        case DURATION -> "Such as P3D for three days or PT4H for four hours";
        case RECURRENCE -> "Such as FREQ=WEEKLY;BYDAY=MO for every Monday, as in RFC 5545";
        case DAYS -> "Such as 2026-12-25, with commas between them";
        case USER, POOL, RECIPIENT, CHOICE, URL, POINTS -> null;
      };
    }

    /** What can be taken instead of writing it. */
    List<Choice> suggestions() {
      return parameter.type() == Parameter.Type.RECURRENCE ? RECURRENCES : List.of();
    }
  }

  /**
   * One action.
   *
   * @param index from 0
   */
  record Step(int index, List<Choice> actions, List<Input> inputs) {
    String id() {
      return STEP + index + "-action";
    }

    String drop() {
      return "drop-" + index;
    }
  }

  static RuleForm of(Rules.Catalogue catalogue, RuleOffers offers, RuleDraft draft) {
    return new RuleForm(
        catalogue,
        words(catalogue, draft.record()),
        offers,
        draft,
        local(draft.activeFrom()),
        local(draft.activeUntil()),
        Problems.NONE);
  }

  /** What was sent. */
  static RuleForm read(Visit visit, Rules.Catalogue catalogue) {
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    RuleDraft draft =
        new RuleDraft(
            visit.form("name"),
            visit.form("record"),
            on(visit, "SCHEDULE") ? List.of() : visit.ctx().formParams("events"),
            on(visit, "ABSENCE") ? visit.ctx().formParams("without") : List.of(),
            on(visit, "ABSENCE") ? visit.form("within") : "",
            on(visit, "SCHEDULE") ? ScheduleForm.read(visit) : "",
            visit.form("condition").replace("\r\n", "\n"),
            steps(visit),
            Arrays.stream(Repeat.values())
                .filter(r -> r.name().equals(visit.form("repeat")))
                .findFirst()
                .orElse(Repeat.ONCE_PER_RECORD),
            priority(visit, wrong),
            moment(visit, "activeFrom", wrong),
            moment(visit, "activeUntil", wrong));
    return new RuleForm(
        catalogue,
        words(catalogue, draft.record()),
        RuleOffers.of(visit),
        draft,
        visit.form("activeFrom"),
        visit.form("activeUntil"),
        new Problems(wrong, List.of()));
  }

  private static boolean on(Visit visit, String what) {
    return visit.form("on").equals(what);
  }

  boolean isTimed() {
    return !draft.schedule().isEmpty();
  }

  ScheduleForm schedule() {
    return ScheduleForm.of(draft.schedule(), offers.zone());
  }

  boolean waits() {
    return !draft.without().isEmpty() || !draft.within().isEmpty();
  }

  boolean endsWith(String event) {
    return draft.without().contains(event);
  }

  private static List<RuleStep> steps(Visit visit) {
    ImmutableList.Builder<RuleStep> steps = ImmutableList.builder();
    for (int i = 0; i <= RuleContent.MOST_STEPS; i++) {
      String prefix = STEP + i + "-";
      String action = visit.form(prefix + "action");
      if (!action.isEmpty() && visit.form("drop-" + i).isEmpty()) {
        ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
        visit
            .form()
            .forEach((name, value) -> {
              if (name.startsWith(prefix) && !name.equals(prefix + "action") && !value.isBlank()) {
                parameters.put(name.substring(prefix.length()), value.replace("\r\n", "\n"));
              }
            });
        steps.add(new RuleStep(action, parameters.buildOrThrow()));
      }
    }
    return steps.build();
  }

  private static int priority(Visit visit, Map<String, List<String>> wrong) {
    if (visit.form("priority").isBlank()) {
      return 0;
    }
    Optional<Long> number = visit.number("priority");
    if (number.isEmpty()) {
      wrong.put("priority", List.of("The priority is a whole number."));
    }
    return number.map(n -> Math.toIntExact(Math.clamp(n, -1_000_000, 1_000_000))).orElse(0);
  }

  static @Nullable Instant moment(Visit visit, String name, Map<String, List<String>> wrong) {
    String text = visit.form(name);
    if (text.isBlank()) {
      return null;
    }
    try {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      wrong.put(name, List.of("A moment is written like 2026-03-01T08:00."));
      return null;
    }
  }

  static String local(@Nullable Instant moment) {
    return moment == null
        ? ""
        : moment
            .atOffset(ZoneOffset.UTC)
            .toLocalDateTime()
            .truncatedTo(ChronoUnit.MINUTES)
            .toString();
  }

  private static Rules.Words words(Rules.Catalogue catalogue, String record) {
    return catalogue.records().stream()
        .filter(words -> words.record().equals(record))
        .findFirst()
        .orElse(catalogue.records().getFirst());
  }

  RuleForm with(Problems found) {
    return new RuleForm(catalogue, words, offers, draft, from, until, found);
  }

  /** With one more action, of which nothing is said yet. */
  RuleForm more() {
    List<RuleStep> steps = new ArrayList<>(draft.then());
    steps.add(new RuleStep("", Map.of()));
    return new RuleForm(
        catalogue,
        words,
        offers,
        new RuleDraft(
            draft.name(),
            draft.record(),
            draft.events(),
            draft.without(),
            draft.within(),
            draft.schedule(),
            draft.condition(),
            steps,
            draft.repeat(),
            draft.priority(),
            draft.activeFrom(),
            draft.activeUntil()),
        from,
        until,
        problems);
  }

  /** The problems of a refusal at the fields of this form. */
  static Problems problems(Refusal refusal) {
    return Problems.of(
        refusal,
        pointer -> {
          List<String> path = List.of(pointer.substring(1).split("/", -1));
          return path.size() > 1 ? STEP + path.get(1) + "-" + path.getLast() : path.getFirst();
        });
  }

  boolean listensTo(String event) {
    return draft.events().contains(event);
  }

  List<Choice> repeats() {
    return Arrays.stream(Repeat.values())
        .map(r ->
            new Choice(
                r.name(),
                switch (r) {
                  case ONCE_PER_RECORD -> "Once for each record";
                  case ONCE_PER_STATE_ENTRY -> "Once each time it enters a status";
                  case ALWAYS -> "Every time";
                },
                r == draft.repeat()))
        .toList();
  }

  /** The actions; at least one to choose. */
  List<Step> steps() {
    List<RuleStep> said =
        draft.then().isEmpty() ? List.of(new RuleStep("", Map.of())) : draft.then();
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    for (int i = 0; i < said.size(); i++) {
      steps.add(step(i, said.get(i)));
    }
    return steps.build();
  }

  boolean mayHaveMore() {
    return draft.then().size() < RuleContent.MOST_STEPS;
  }

  private Step step(int index, RuleStep step) {
    List<Choice> actions = new ArrayList<>();
    actions.add(new Choice("", "Choose an action", step.kind().isEmpty()));
    List<Input> inputs = new ArrayList<>();
    for (ActionKind action : catalogue.actions()) {
      if (action.isFor(words.record())) {
        boolean chosen = action.code().equals(step.kind());
        actions.add(new Choice(action.code(), action.label(), chosen));
        if (chosen) {
          action.parameters().forEach(p -> inputs.add(input(index, p, step)));
        }
      }
    }
    return new Step(index, actions, inputs);
  }

  private Input input(int index, Parameter parameter, RuleStep step) {
    String value = step.parameters().getOrDefault(parameter.name(), "");
    return new Input(
        STEP + index + "-" + parameter.name(),
        parameter,
        value,
        switch (parameter.type()) {
          case USER ->
              chosen(
                  offers.people().stream()
                      .map(p -> new Choice(p.id().toString(), p.name(), false))
                      .toList(),
                  value,
                  parameter.required());
          case POOL -> chosen(offers.pools(), value, parameter.required());
          case RECIPIENT -> chosen(offers.recipients(), value, parameter.required());
          case CHOICE ->
              chosen(
                  parameter.choices().stream()
                      .map(c -> new Choice(c, Words.ofChoice(c), false))
                      .toList(),
                  value,
                  parameter.required());
          case TEXT, LINES, DURATION, RECURRENCE, DAYS, URL, POINTS -> List.of();
        });
  }

  private static List<Choice> chosen(List<Choice> all, String value, boolean required) {
    ImmutableList.Builder<Choice> choices = ImmutableList.builder();
    choices.add(new Choice("", required ? "Choose" : "Nothing", value.isEmpty()));
    boolean known = all.stream().anyMatch(c -> c.value().equals(value));
    if (!known && !value.isEmpty()) {
      choices.add(new Choice(value, value, true));
    }
    all.forEach(c -> choices.add(new Choice(c.value(), c.label(), c.value().equals(value))));
    return choices.build();
  }

  /** Those about the same kind of records. */
  List<RulePreset> presets() {
    return catalogue.presets().stream()
        .filter(preset -> preset.draft().record().equals(words.record()))
        .toList();
  }

  /** The facts, those of the record first. */
  List<Fact> facts() {
    return words.facts().stream()
        .sorted(Comparator.comparing(f -> !f.name().startsWith(words.record() + ".")))
        .collect(toImmutableList());
  }
}
