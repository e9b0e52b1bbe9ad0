package dev.kith.crm.http.scoring;

import com.google.common.base.Enums;
import com.google.common.primitives.Ints;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.Condition;
import dev.kith.crm.domain.scoring.ledger.Repeat;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Choice;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule for points as people write it into a form: texts by field, as they were typed. Spans are
 * in days or hours; conditions of the simple kind are written as a filter.
 */
record PointRuleForm(Map<String, String> texts) {

  static final String DAYS = "days";
  static final String HOURS = "hours";

  private static final String ONCE = "ONCE";
  private static final String ONCE_PER_OBJECT = "ONCE_PER_OBJECT";
  private static final String PER_WINDOW = "PER_WINDOW";
  private static final String ALWAYS = "ALWAYS";

  static final PointRuleForm EMPTY =
      new PointRuleForm(Map.of("repeat", ALWAYS, "windowUnit", DAYS, "halfLifeUnit", DAYS));

  PointRuleForm {
    texts = Map.copyOf(texts);
  }

  static PointRuleForm of(RuleTerms terms) {
    Map<String, String> texts = new LinkedHashMap<>(EMPTY.texts);
    Limits limits = terms.limits();
    texts.put("name", terms.name());
    texts.put("trigger", terms.trigger().name());
    texts.put("custom", said(terms.custom()));
    texts.put("points", Integer.toString(terms.points()));
    texts.put("filter", filter(terms));
    texts.put("cap", said(limits.cap()));
    texts.put("group", said(limits.group()));
    texts.put("validFrom", local(terms.validFrom()));
    texts.put("validTo", local(terms.validTo()));
    span(texts, "halfLife", limits.halfLife());
    switch (limits.repeat()) {
      case Repeat.Once() -> texts.put("repeat", ONCE);
      case Repeat.OncePerObject() -> texts.put("repeat", ONCE_PER_OBJECT);
      case Repeat.Always() -> texts.put("repeat", ALWAYS);
      case Repeat.PerWindow(Duration window, int most) -> {
        texts.put("repeat", PER_WINDOW);
        texts.put("most", Integer.toString(most));
        span(texts, "window", window);
      }
    }
    return new PointRuleForm(texts);
  }

  private static void span(Map<String, String> texts, String field, @Nullable Duration span) {
    if (span != null) {
      boolean days = span.toHours() % 24 == 0;
      texts.put(field, Long.toString(days ? span.toDays() : span.toHours()));
      texts.put(field + "Unit", days ? DAYS : HOURS);
    }
  }

  private static String said(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /** Empty where there is none; to the minute, as fields for moments are. */
  private static String local(@Nullable Instant moment) {
    return moment == null
        ? ""
        : LocalDateTime.ofInstant(moment, ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.MINUTES)
            .toString();
  }

  /** What simple conditions say, said as a filter, and the filter behind them. */
  static String filter(RuleTerms terms) {
    List<String> parts =
        terms.conditions().stream().map(PointRuleForm::filter).collect(Collectors.toList());
    String filter = terms.filter();
    if (filter != null) {
      parts.add(parts.isEmpty() ? filter : "(" + filter + ")");
    }
    return String.join(" && ", parts);
  }

  private static String filter(Condition condition) {
    String wanted = quoted(condition.text().toLowerCase(Locale.ROOT));
    if (condition.field().equals(Condition.OBJECT)) {
      return compared("event.object", condition.comparison(), wanted);
    }
    String name = quoted(condition.field().substring(Condition.PROPERTY.length()));
    String known = name + " in event.properties";
    String compared = compared("event.properties[" + name + "]", condition.comparison(), wanted);
    return condition.comparison() == Condition.Comparison.IS_NOT
        ? "(!(" + known + ") || " + compared + ")"
        : "(" + known + " && " + compared + ")";
  }

  private static String compared(String fact, Condition.Comparison comparison, String wanted) {
    String lower = fact + ".lower()";
    return switch (comparison) {
      case IS -> lower + " == " + wanted;
      case IS_NOT -> lower + " != " + wanted;
      case CONTAINS -> lower + ".contains(" + wanted + ")";
      case STARTS_WITH -> lower + ".startsWith(" + wanted + ")";
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  String text(String field) {
    return texts.getOrDefault(field, "");
  }

  /** What it says. What cannot be read is noted, or is nothing that a rule can say. */
  RuleTerms terms(List<Violation> violations) {
    Integer cap = text("cap").isBlank() ? null : Integer.valueOf(number("cap"));
    Duration halfLife = text("halfLife").isBlank() ? null : span("halfLife");
    return new RuleTerms(
        text("name"),
        trigger(),
        text("custom"),
        List.of(),
        text("filter"),
        number("points"),
        new Limits(repeat(), cap, text("group"), halfLife),
        moment("validFrom", violations),
        moment("validTo", violations));
  }

  private EngagementType trigger() {
    return Enums.getIfPresent(EngagementType.class, text("trigger")).or(EngagementType.PAGE_VIEW);
  }

  private Repeat repeat() {
    return switch (text("repeat")) {
      case ONCE -> new Repeat.Once();
      case ONCE_PER_OBJECT -> new Repeat.OncePerObject();
      case PER_WINDOW -> new Repeat.PerWindow(span("window"), number("most"));
      default -> new Repeat.Always();
    };
  }

  /** No number is none that any of the fields can have. */
  private int number(String field) {
    Integer number = Ints.tryParse(text(field).strip().replaceFirst("^[+]", "").replace('−', '-'));
    return number == null ? 0 : number;
  }

  private Duration span(String field) {
    int number = number(field);
    return text(field + "Unit").equals(HOURS) ? Duration.ofHours(number) : Duration.ofDays(number);
  }

  private @Nullable Instant moment(String field, List<Violation> violations) {
    String text = text(field).strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      violations.add(Violation.at(field, "moment-syntax", "A moment is written 2026-11-05T09:30."));
      return null;
    }
  }

  List<Choice> triggers() {
    EngagementType chosen = trigger();
    return Arrays.stream(EngagementType.values())
        .map(type -> new Choice(type.name(), EngagementWords.what(type), type == chosen))
        .toList();
  }

  List<Choice> repeats() {
    return List.of(
        repeat(ALWAYS, "Every time"),
        repeat(ONCE, "Once, for the earliest event"),
        repeat(ONCE_PER_OBJECT, "Once for each page, mail or file"),
        repeat(PER_WINDOW, "So often within a span"));
  }

  private Choice repeat(String value, String label) {
    return new Choice(value, label, text("repeat").equals(value));
  }

  List<Choice> units(String field) {
    return List.of(
        new Choice(DAYS, "days", !text(field + "Unit").equals(HOURS)),
        new Choice(HOURS, "hours", text(field + "Unit").equals(HOURS)));
  }
}
