package dev.kith.crm.http.task;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.recurrence.RecurrenceRule;
import dev.kith.crm.domain.task.OccurrenceRange;
import dev.kith.crm.domain.task.Recurrence;
import dev.kith.crm.domain.task.Recurrence.Basis;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.pages.Visit;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a task comes again, as people write it into a form.
 *
 * @param repeat name of a {@link Usual}; empty for not at all
 * @param every how many steps
 * @param from name of a {@link Basis}
 * @param until the last day; empty for none
 * @param rule of its own, as in RFC 5545; what stands in the other fields comes to it
 * @param except days, separated by blanks or commas
 * @param range for an edit, the name of an {@link OccurrenceRange}
 */
record RecurrenceForm(
    String repeat,
    String every,
    String from,
    String until,
    String rule,
    String except,
    String range) {

  /** Rules that a form offers. */
  enum Usual {
    DAILY("Every day", "FREQ=DAILY"),
    WEEKDAYS("Every weekday, Monday to Friday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    WEEKLY("Every week", "FREQ=WEEKLY"),
    MONTHLY("Every month", "FREQ=MONTHLY"),
    YEARLY("Every year", "FREQ=YEARLY"),
    /** Whatever stands in the field of the rule. */
    RULE("By a rule of its own", "");

    private final String label;
    private final String rule;

    Usual(String label, String rule) {
      this.label = label;
      this.rule = rule;
    }

    String label() {
      return label;
    }

    static Optional<Usual> named(String name) {
      return Arrays.stream(values()).filter(usual -> usual.name().equals(name)).findFirst();
    }
  }

  private static final Splitter DAYS =
      Splitter.on(CharMatcher.whitespace().or(CharMatcher.anyOf(",;"))).omitEmptyStrings();

  static final RecurrenceForm EMPTY =
      new RecurrenceForm(
          "", "1", Basis.SCHEDULE.name(), "", "", "", OccurrenceRange.THIS_AND_FUTURE.name());

  static RecurrenceForm of(@Nullable Recurrence recurrence) {
    if (recurrence == null) {
      return EMPTY;
    }
    RecurrenceRule rule = recurrence.rule();
    Usual usual =
        rule.count() != null
            ? Usual.RULE
            : Arrays.stream(Usual.values())
                .filter(
                    known -> written(known.rule, rule.interval()).equals(rule.endless().toString()))
                .findFirst()
                .orElse(Usual.RULE);
    boolean own = usual == Usual.RULE;
    return new RecurrenceForm(
        usual.name(),
        own ? "1" : String.valueOf(rule.interval()),
        recurrence.from().name(),
        own || rule.until() == null ? "" : rule.until().toString(),
        own ? rule.toString() : "",
        recurrence.except().stream().map(LocalDate::toString).collect(Collectors.joining(", ")),
        OccurrenceRange.THIS_AND_FUTURE.name());
  }

  static RecurrenceForm sent(Visit visit) {
    return new RecurrenceForm(
        visit.form("repeat"),
        visit.form("every"),
        visit.form("from"),
        visit.form("until"),
        visit.form("rule"),
        visit.form("except"),
        visit.form("range"));
  }

  boolean hasMore() {
    return !from.equals(Basis.SCHEDULE.name()) || !except.isEmpty() || isOwn();
  }

  boolean isOwn() {
    return repeat.equals(Usual.RULE.name());
  }

  OccurrenceRange wantedRange() {
    return range.equals(OccurrenceRange.THIS.name())
        ? OccurrenceRange.THIS
        : OccurrenceRange.THIS_AND_FUTURE;
  }

  static List<Usual> usual() {
    return ImmutableList.copyOf(Usual.values());
  }

  /** The draft of all that can be read; null where it does not come again. */
  @Nullable RecurrenceDraft read(Checks checks) {
    Usual usual = Usual.named(repeat).orElse(null);
    if (usual == null) {
      return null;
    }
    List<LocalDate> days =
        DAYS.splitToStream(except)
            .flatMap(day -> Optional.ofNullable(CivilTimes.date(checks, "except", day)).stream())
            .toList();
    return new RecurrenceDraft(
        written(usual == Usual.RULE ? rule : usual.rule, interval(checks)) + end(checks),
        from.equals(Basis.COMPLETION.name()) ? Basis.COMPLETION : Basis.SCHEDULE,
        days);
  }

  private int interval(Checks checks) {
    String text = every.isEmpty() ? "1" : every;
    if (text.matches("\\d{1,3}") && Integer.parseInt(text) > 0) {
      return Integer.parseInt(text);
    }
    checks.add(
        "every", "out-of-range", "A number from 1 to " + RecurrenceRule.LONGEST_INTERVAL + ".");
    return 1;
  }

  private String end(Checks checks) {
    LocalDate last = until.isEmpty() ? null : CivilTimes.date(checks, "until", until);
    return last == null ? "" : ";UNTIL=" + DateTimeFormatter.BASIC_ISO_DATE.format(last);
  }

  private static String written(String rule, int interval) {
    return interval == 1 || rule.isEmpty()
        ? rule
        : rule.replaceFirst("(?i)(FREQ=[A-Z]+)", "$1;INTERVAL=" + interval);
  }
}
