package dev.kith.crm.domain.task;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.recurrence.RecurrenceRule;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import dev.kith.crm.domain.task.Recurrence.Basis;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That a task comes again, as somebody wrote it down.
 *
 * @param rule as in RFC 5545, such as {@code FREQ=WEEKLY;BYDAY=MO}
 * @param from null for by the schedule
 */
public record RecurrenceDraft(String rule, @Nullable Basis from, List<LocalDate> except) {

  public static final int MOST_EXCEPTIONS = 366;

  public RecurrenceDraft {
    except = ImmutableList.copyOf(except);
  }

  public static RecurrenceDraft of(String rule) {
    return new RecurrenceDraft(rule, null, List.of());
  }

  public RecurrenceDraft from(Basis wanted) {
    return new RecurrenceDraft(rule, wanted, except);
  }

  public RecurrenceDraft except(LocalDate... days) {
    return new RecurrenceDraft(rule, from, List.of(days));
  }

  static @Nullable RecurrenceDraft of(@Nullable Recurrence recurrence) {
    return recurrence == null
        ? null
        : new RecurrenceDraft(
            recurrence.rule().toString(),
            recurrence.from(),
            ImmutableList.copyOf(recurrence.except()));
  }

  /**
   * When a task with this recurrence is due, the first time included. Refused with {@code invalid},
   * every problem listed.
   *
   * @param zone of the business, for what is due without one
   */
  public Outcome<Stream<Due>> dates(DueDraft first, ZoneId zone, Recurrences recurrences) {
    return TaskDraft.of("comes again")
        .due(first)
        .recurring(this)
        .read(zone, recurrences)
        .map(content -> {
          // The first is due when it says: of a time that the clock shows twice also the second.
          Due due = Objects.requireNonNull(content.due());
          return Stream.concat(
              Stream.of(due),
              Occurrence.first(new SeriesId(new UUID(0, 0)), 1, due)
                  .coming(content.recurrence(), recurrences));
        });
  }

  /**
   * @param dated whether the task is due at all
   */
  @Nullable Recurrence read(Checks checks, boolean dated) {
    RecurrenceRule good = checks.take("recurrence/rule", RecurrenceRule.parse(rule));
    Basis basis = from == null ? Basis.SCHEDULE : from;
    if (!dated) {
      checks.add("recurrence", "needs-due", "What comes again is due: give the task a date.");
    }
    if (except.size() > MOST_EXCEPTIONS) {
      checks.add(
          "recurrence/except", "too-many", "At most " + MOST_EXCEPTIONS + " days are left out.");
    }
    if (basis == Basis.COMPLETION) {
      if (good != null && !good.isPlain()) {
        checks.add(
            "recurrence/rule",
            "completion-only-interval",
            "Counted from completion a rule says how long it is, such as FREQ=DAILY;INTERVAL=10,"
                + " and names no days.");
      }
      if (!except.isEmpty()) {
        checks.add(
            "recurrence/except",
            "completion-without-exceptions",
            "Counted from completion no days are known that could be left out.");
      }
    }
    return good == null ? null : new Recurrence(good, basis, ImmutableSortedSet.copyOf(except));
  }

  /**
   * Notes what is wrong with a rule that begins on the day on which the task is due: it must be one
   * of its days.
   */
  static void begin(Checks checks, Recurrence recurrence, Due due, Recurrences recurrences) {
    if (recurrence.from() == Basis.COMPLETION) {
      return;
    }
    LocalDate start = due.day(due.zone());
    LocalDate first = first(checks, recurrence, start, recurrences);
    if (first != null && !first.equals(start)) {
      checks.add(
          "due",
          "not-an-occurrence",
          "By its rule the task does not come on " + start + ", but next on " + first + ".");
    }
  }

  /**
   * Its first day, from a day on which it can begin: a day of its rule, or that day itself where it
   * is counted from completion. Refused with {@code invalid}, every problem listed, at {@code
   * recurrence}.
   */
  public Outcome<LocalDate> firstDay(LocalDate from, Recurrences recurrences) {
    Checks checks = new Checks();
    Recurrence good = read(checks, true);
    LocalDate first =
        good == null || good.from() == Basis.COMPLETION
            ? from
            : first(checks, good, from, recurrences);
    return checks.orRefuse(() -> Objects.requireNonNull(first));
  }

  /** The first day from one on; that there is none is noted. */
  private static @Nullable LocalDate first(
      Checks checks, Recurrence recurrence, LocalDate start, Recurrences recurrences) {
    LocalDate first =
        recurrences
            .days(recurrence.rule(), start, start)
            .filter(day -> !recurrence.except().contains(day))
            .findFirst()
            .orElse(null);
    if (first == null) {
      checks.add(
          "recurrence/rule", "never", "By this rule it never comes, from " + start + " onwards.");
    }
    return first;
  }
}
