package dev.kith.crm.http.task;

import dev.kith.crm.domain.shared.recurrence.RecurrenceRule;
import dev.kith.crm.domain.shared.recurrence.RecurrenceRule.Weekday;
import dev.kith.crm.domain.task.Recurrence;
import dev.kith.crm.domain.task.Recurrence.Basis;
import dev.kith.crm.http.pages.Words;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How tasks come again, in words. */
public final class RecurrenceWords {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.ENGLISH);
  private static final Set<DayOfWeek> WORKING = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final int MOST_NAMED = 3;

  private RecurrenceWords() {}

  /** Such as "Every 2 weeks on Monday and Friday, until Dec 31, 2026". */
  public static String of(Recurrence recurrence) {
    RecurrenceRule rule = recurrence.rule();
    String words =
        recurrence.from() == Basis.COMPLETION
            ? length(rule) + " after it is done"
            : scheduled(rule).orElse("By the rule " + rule.endless());
    return words + end(rule) + except(recurrence);
  }

  /** The same of the text in which the audit trail has it; the text itself where it is none. */
  static String ofText(String text) {
    return Recurrence.parse(text).map(RecurrenceWords::of).orElse(text);
  }

  private static String end(RecurrenceRule rule) {
    return rule.count() != null
        ? ", " + Words.count(rule.count(), "time", "times")
        : rule.until() != null ? ", until " + DAY.format(rule.until()) : "";
  }

  private static String except(Recurrence recurrence) {
    int days = recurrence.except().size();
    return days == 0
        ? ""
        : ", but not on "
            + (days > MOST_NAMED
                ? Words.count(days, "day", "days")
                : list(recurrence.except().stream().map(DAY::format).toList()));
  }

  private static String length(RecurrenceRule rule) {
    return switch (rule.frequency()) {
      case DAILY -> Words.count(rule.interval(), "day", "days");
      case WEEKLY -> Words.count(rule.interval(), "week", "weeks");
      case MONTHLY -> Words.count(rule.interval(), "month", "months");
      case YEARLY -> Words.count(rule.interval(), "year", "years");
    };
  }

  private static String every(RecurrenceRule rule) {
    return "Every "
        + switch (rule.frequency()) {
          case DAILY -> Words.several(rule.interval(), "day", "days");
          case WEEKLY -> Words.several(rule.interval(), "week", "weeks");
          case MONTHLY -> Words.several(rule.interval(), "month", "months");
          case YEARLY -> Words.several(rule.interval(), "year", "years");
        };
  }

  /** Empty for rules that no words are found for. */
  private static Optional<String> scheduled(RecurrenceRule rule) {
    if (rule.isPlain()) {
      return Optional.of(every(rule));
    }
    if (!rule.byWeekNo().isEmpty() || !rule.byYearDay().isEmpty()) {
      return Optional.empty();
    }
    return switch (rule.frequency()) {
      case DAILY -> Optional.empty();
      case WEEKLY ->
          rule.byMonth().isEmpty() && rule.bySetPos().isEmpty()
              ? Optional.of(
                  rule.interval() == 1 && isWorkingDays(rule)
                      ? "Every weekday"
                      : every(rule) + " on " + days(rule))
              : Optional.empty();
      case MONTHLY ->
          rule.byMonth().isEmpty() ? inAMonth(rule).map(on -> every(rule) + on) : Optional.empty();
      case YEARLY ->
          rule.byMonth().isEmpty()
              ? Optional.empty()
              : rule.like(LocalDate.EPOCH).equals(rule)
                  ? inAMonth(rule).map(on -> every(rule) + on + " of " + months(rule))
                  : Optional.of(every(rule) + " in " + months(rule));
    };
  }

  private static Optional<String> inAMonth(RecurrenceRule rule) {
    if (rule.byDay().isEmpty() && rule.bySetPos().isEmpty()) {
      return Optional.of(
          " on "
              + list(
                  rule.byMonthDay().stream()
                      .map(day -> day > 0 ? "the " + ordinal(day) : place(day) + " day")
                      .toList()));
    }
    if (!rule.byMonthDay().isEmpty()) {
      return Optional.empty();
    }
    if (rule.bySetPos().isEmpty()) {
      return Optional.of(" on " + days(rule));
    }
    return isWorkingDays(rule) && rule.bySetPos().size() == 1
        ? Optional.of(" on " + place(rule.bySetPos().getFirst()) + " weekday")
        : Optional.empty();
  }

  private static boolean isWorkingDays(RecurrenceRule rule) {
    return rule.byDay().stream().allMatch(weekday -> weekday.ordinal() == 0)
        && rule.byDay().stream().map(Weekday::day).collect(Collectors.toSet()).equals(WORKING);
  }

  private static String days(RecurrenceRule rule) {
    return list(
        rule.byDay().stream()
            .map(weekday ->
                (weekday.ordinal() == 0 ? "" : place(weekday.ordinal()) + " ")
                    + weekday.day().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toList());
  }

  private static String months(RecurrenceRule rule) {
    return list(
        rule.byMonth().stream()
            .map(month -> Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toList());
  }

  /** Such as "the 2nd", "the last", "the 2nd last". */
  private static String place(int number) {
    return number > 0
        ? number == 1 ? "the first" : "the " + ordinal(number)
        : number == -1 ? "the last" : "the " + ordinal(-number) + " last";
  }

  /** Such as "2nd", "11th", "23rd". */
  static String ordinal(int number) {
    int tens = number % 100;
    String ending =
        tens >= 11 && tens <= 13
            ? "th"
            : switch (number % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return number + ending;
  }

  private static String list(List<String> words) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }
}
