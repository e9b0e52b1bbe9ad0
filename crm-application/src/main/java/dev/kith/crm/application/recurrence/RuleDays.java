package dev.kith.crm.application.recurrence;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Streams;
import dev.kith.crm.domain.shared.recurrence.RecurrenceRule;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule.RfcMode;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/** Recurrence rules, worked out by a library that knows days and nothing else of the world. */
public final class RuleDays implements Recurrences {

  @Override
  public Stream<LocalDate> days(RecurrenceRule rule, LocalDate start, LocalDate from) {
    return rule.bySetPos().isEmpty()
        ? Streams.stream(new Days(rule, start, from))
        : positioned(rule, start, from);
  }

  /**
   * The library cuts the first month, year or week off before it counts positions in it; so it
   * begins with the first day of that one, and what ends the rule is looked at here.
   */
  private static Stream<LocalDate> positioned(
      RecurrenceRule rule, LocalDate start, LocalDate from) {
    LocalDate first =
        switch (rule.frequency()) {
          case DAILY -> start;
          case WEEKLY -> start.with(TemporalAdjusters.previousOrSame(rule.weekStart()));
          case MONTHLY -> start.withDayOfMonth(1);
          case YEARLY -> start.withDayOfYear(1);
        };
    RecurrenceRule endless = rule.like(start).endless();
    LocalDate until = rule.until() == null ? LAST : rule.until();
    return rule.count() == null
        ? Streams.stream(new Days(endless, first, from.isAfter(start) ? from : start))
            .takeWhile(day -> !day.isAfter(until))
        : Streams.stream(new Days(endless, first, start))
            .limit(rule.count())
            .dropWhile(day -> day.isBefore(from));
  }

  private static final class Days extends AbstractIterator<LocalDate> {

    private final RecurrenceRule rule;
    private final LocalDate start;
    private final LocalDate from;
    private @Nullable RecurrenceRuleIterator found;

    private Days(RecurrenceRule rule, LocalDate start, LocalDate from) {
      this.rule = rule;
      this.start = start;
      this.from = from;
    }

    /** The library searches so long for a next day, and gives up by an exception. */
    @Override
    protected @Nullable LocalDate computeNext() {
      try {
        if (found == null) {
          found = parsed(rule).iterator(date(start));
          found.fastForward(date(from));
        }
        if (!found.hasNext()) {
          return endOfData();
        }
        LocalDate next = day(found.nextDateTime());
        return next.isAfter(LAST) ? endOfData() : next;
      } catch (IllegalArgumentException | IllegalStateException none) {
        return endOfData();
      }
    }
  }

  private static org.dmfs.rfc5545.recur.RecurrenceRule parsed(RecurrenceRule rule) {
    try {
      return new org.dmfs.rfc5545.recur.RecurrenceRule(rule.toString(), RfcMode.RFC5545_STRICT);
    } catch (InvalidRecurrenceRuleException e) {
      throw new AssertionError("a rule that was read is one: " + rule, e);
    }
  }

  /** Months count from zero there. */
  private static DateTime date(LocalDate day) {
    return new DateTime(day.getYear(), day.getMonthValue() - 1, day.getDayOfMonth());
  }

  private static LocalDate day(DateTime date) {
    return LocalDate.of(date.getYear(), date.getMonth() + 1, date.getDayOfMonth());
  }
}
