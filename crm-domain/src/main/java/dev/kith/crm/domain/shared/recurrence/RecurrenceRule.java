package dev.kith.crm.domain.shared.recurrence;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Outcome;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * On which days something comes again: a recurrence rule of RFC 5545 (section 3.3.10) without times
 * of the day. Its text has an order of its own, so that equal rules have equal texts.
 *
 * @param interval every how many steps, from 1
 * @param count how often at all; null for no limit
 * @param until the last day on which it can come; null for no limit
 * @param byWeekNo weeks of the year as of ISO 8601 (for {@link #weekStart} Monday); negative ones
 *     from its end, as all of these numbers
 * @param bySetPos which of the days of a step
 * @param weekStart where weeks begin
 */
public record RecurrenceRule(
    Frequency frequency,
    int interval,
    @Nullable Integer count,
    @Nullable LocalDate until,
    List<Integer> byMonth,
    List<Integer> byWeekNo,
    List<Integer> byYearDay,
    List<Integer> byMonthDay,
    List<Weekday> byDay,
    List<Integer> bySetPos,
    DayOfWeek weekStart) {

  public static final int LONGEST_TEXT = 500;
  public static final int LONGEST_INTERVAL = 999;
  public static final int LARGEST_COUNT = 9_999;

  public RecurrenceRule {
    byMonth = ImmutableList.copyOf(byMonth);
    byWeekNo = ImmutableList.copyOf(byWeekNo);
    byYearDay = ImmutableList.copyOf(byYearDay);
    byMonthDay = ImmutableList.copyOf(byMonthDay);
    byDay = ImmutableList.copyOf(byDay);
    bySetPos = ImmutableList.copyOf(bySetPos);
  }

  /**
   * A day of the week.
   *
   * @param ordinal which one of the month or year, negative from its end; 0 for each
   */
  public record Weekday(int ordinal, DayOfWeek day) {

    /** As in RFC 5545, such as {@code MO} or {@code -1FR}. */
    @Override
    public String toString() {
      return (ordinal == 0 ? "" : String.valueOf(ordinal)) + code(day);
    }
  }

  /** Refused with {@code invalid} (at no field), every problem listed. */
  public static Outcome<RecurrenceRule> parse(String text) {
    return RuleParser.parse(text);
  }

  /** The rule of a text that came from {@link #toString}. */
  public static RecurrenceRule of(String text) {
    return parse(text).orElseThrow();
  }

  /** Whether it says no more than how many steps it is to the next time. */
  public boolean isPlain() {
    return byMonth.isEmpty()
        && byWeekNo.isEmpty()
        && byYearDay.isEmpty()
        && byMonthDay.isEmpty()
        && byDay.isEmpty();
  }

  /**
   * One interval later, whatever other days the rule names: the 31st of January is followed by the
   * last of February. Empty behind the end of the rule.
   */
  public Optional<LocalDate> oneIntervalAfter(LocalDate day) {
    return Optional.of(frequency.later(day, interval))
        .filter(next -> until == null || !next.isAfter(until))
        .filter(next -> next.isBefore(Recurrences.LAST));
  }

  /** The same, but only so often. */
  public RecurrenceRule count(int wanted) {
    return with(wanted, null, byMonthDay, byDay);
  }

  /** The same without an end. */
  public RecurrenceRule endless() {
    return with(null, null, byMonthDay, byDay);
  }

  /**
   * The same with what it leaves to the day from which it counts: the day of the week, or that of
   * the month. Of a plain rule nothing is said.
   */
  public RecurrenceRule like(LocalDate start) {
    if (isPlain() || !byYearDay.isEmpty() || !byMonthDay.isEmpty() || !byDay.isEmpty()) {
      return this;
    }
    return switch (frequency) {
      case DAILY -> this;
      case WEEKLY -> with(count, until, byMonthDay, dayOf(start));
      case MONTHLY -> with(count, until, List.of(start.getDayOfMonth()), byDay);
      case YEARLY ->
          byWeekNo.isEmpty()
              ? with(count, until, List.of(start.getDayOfMonth()), byDay)
              : with(count, until, byMonthDay, dayOf(start));
    };
  }

  private static List<Weekday> dayOf(LocalDate day) {
    return List.of(new Weekday(0, day.getDayOfWeek()));
  }

  private RecurrenceRule with(
      @Nullable Integer otherCount,
      @Nullable LocalDate otherUntil,
      List<Integer> monthDays,
      List<Weekday> days) {
    return new RecurrenceRule(
        frequency,
        interval,
        otherCount,
        otherUntil,
        byMonth,
        byWeekNo,
        byYearDay,
        monthDays,
        days,
        bySetPos,
        weekStart);
  }

  static String code(DayOfWeek day) {
    return day.name().substring(0, 2);
  }

  /** The rule as in RFC 5545, such as {@code FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR}. */
  @Override
  public String toString() {
    StringJoiner parts = new StringJoiner(";").add("FREQ=" + frequency);
    if (interval != 1) {
      parts.add("INTERVAL=" + interval);
    }
    if (count != null) {
      parts.add("COUNT=" + count);
    }
    if (until != null) {
      parts.add("UNTIL=" + DateTimeFormatter.BASIC_ISO_DATE.format(until));
    }
    list(parts, "BYMONTH", byMonth);
    list(parts, "BYWEEKNO", byWeekNo);
    list(parts, "BYYEARDAY", byYearDay);
    list(parts, "BYMONTHDAY", byMonthDay);
    list(parts, "BYDAY", byDay);
    list(parts, "BYSETPOS", bySetPos);
    if (weekStart != DayOfWeek.MONDAY) {
      parts.add("WKST=" + code(weekStart));
    }
    return parts.toString();
  }

  private static void list(StringJoiner parts, String name, List<?> values) {
    if (!values.isEmpty()) {
      parts.add(
          name + "=" + values.stream().map(Object::toString).collect(Collectors.joining(",")));
    }
  }
}
