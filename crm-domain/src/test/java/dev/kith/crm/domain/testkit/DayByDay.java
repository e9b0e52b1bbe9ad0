package dev.kith.crm.domain.testkit;

import dev.kith.crm.domain.shared.recurrence.Frequency;
import dev.kith.crm.domain.shared.recurrence.RecurrenceRule;
import dev.kith.crm.domain.shared.recurrence.RecurrenceRule.Weekday;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Recurrence rules as RFC 5545 words them, by looking at every single day: slow, and simple enough
 * to be believed.
 */
public final class DayByDay implements Recurrences {

  /** Each rule that comes at all comes within so many years: 29 February on a day of the week. */
  private static final int YEARS = 100;

  @Override
  public Stream<LocalDate> days(RecurrenceRule rule, LocalDate start, LocalDate from) {
    List<LocalDate> found = new ArrayList<>();
    LocalDate horizon = (from.isAfter(start) ? from : start).plusYears(YEARS);
    for (int step = 0; !periodOf(rule, start, step).getFirst().isAfter(horizon); step++) {
      List<LocalDate> set =
          periodOf(rule, start, step).stream().filter(day -> fits(rule, start, day)).toList();
      for (int i = 0; i < set.size(); i++) {
        boolean chosen =
            rule.bySetPos().isEmpty()
                || rule.bySetPos().contains(i + 1)
                || rule.bySetPos().contains(i - set.size());
        if (chosen && !set.get(i).isBefore(start)) {
          found.add(set.get(i));
        }
      }
    }
    return found.stream()
        .limit(rule.count() == null ? Long.MAX_VALUE : rule.count())
        .filter(day -> rule.until() == null || !day.isAfter(rule.until()))
        .filter(day -> !day.isBefore(from));
  }

  private static List<LocalDate> periodOf(RecurrenceRule rule, LocalDate start, int step) {
    long steps = (long) step * rule.interval();
    return switch (rule.frequency()) {
      case DAILY -> List.of(start.plusDays(steps));
      case WEEKLY -> {
        LocalDate first =
            start.with(TemporalAdjusters.previousOrSame(rule.weekStart())).plusWeeks(steps);
        yield first.datesUntil(first.plusWeeks(1)).toList();
      }
      case MONTHLY -> {
        YearMonth month = YearMonth.from(start).plusMonths(steps);
        yield month.atDay(1).datesUntil(month.plusMonths(1).atDay(1)).toList();
      }
      case YEARLY -> {
        Year year = Year.from(start).plusYears(steps);
        yield year.atDay(1).datesUntil(year.plusYears(1).atDay(1)).toList();
      }
    };
  }

  private static boolean fits(RecurrenceRule rule, LocalDate start, LocalDate day) {
    return (rule.byMonth().isEmpty() || rule.byMonth().contains(day.getMonthValue()))
        && (rule.byWeekNo().isEmpty() || isOneOfWeeks(rule, day))
        && isOneOf(rule.byYearDay(), day.getDayOfYear(), day.lengthOfYear())
        && isOneOf(rule.byMonthDay(), day.getDayOfMonth(), day.lengthOfMonth())
        && (rule.byDay().isEmpty()
            || rule.byDay().stream().anyMatch(weekday -> isThe(weekday, rule, day)))
        && fitsStart(rule, start, day);
  }

  /** What a rule does not say is as on the day on which it starts. */
  private static boolean fitsStart(RecurrenceRule rule, LocalDate start, LocalDate day) {
    boolean says = !rule.byDay().isEmpty() || !rule.byMonthDay().isEmpty();
    return switch (rule.frequency()) {
      case DAILY -> true;
      case WEEKLY -> says || day.getDayOfWeek() == start.getDayOfWeek();
      case MONTHLY -> says || day.getDayOfMonth() == start.getDayOfMonth();
      case YEARLY ->
          says
              || !rule.byYearDay().isEmpty()
              || (rule.byWeekNo().isEmpty()
                  ? day.getDayOfMonth() == start.getDayOfMonth()
                      && (!rule.byMonth().isEmpty() || day.getMonth() == start.getMonth())
                  : day.getDayOfWeek() == start.getDayOfWeek());
    };
  }

  private static boolean isOneOf(List<Integer> numbers, int number, int length) {
    return numbers.isEmpty() || numbers.contains(number) || numbers.contains(number - length - 1);
  }

  private static boolean isOneOfWeeks(RecurrenceRule rule, LocalDate day) {
    WeekFields weeks = WeekFields.of(rule.weekStart(), 4);
    int week = day.get(weeks.weekOfWeekBasedYear());
    int last = (int) day.range(weeks.weekOfWeekBasedYear()).getMaximum();
    return isOneOf(rule.byWeekNo(), week, last);
  }

  private static boolean isThe(Weekday weekday, RecurrenceRule rule, LocalDate day) {
    if (weekday.day() != day.getDayOfWeek()) {
      return false;
    }
    boolean ofMonth = rule.frequency() == Frequency.MONTHLY || !rule.byMonth().isEmpty();
    int number = ofMonth ? day.getDayOfMonth() : day.getDayOfYear();
    int length = ofMonth ? day.lengthOfMonth() : day.lengthOfYear();
    return weekday.ordinal() == 0
        || weekday.ordinal() == (number - 1) / 7 + 1
        || weekday.ordinal() == -((length - number) / 7 + 1);
  }
}
