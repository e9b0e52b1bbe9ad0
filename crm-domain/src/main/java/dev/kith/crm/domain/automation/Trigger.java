package dev.kith.crm.domain.automation;

import com.google.common.collect.ImmutableSortedSet;
import dev.kith.crm.domain.job.Schedule;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When a rule looks at a record. */
public sealed interface Trigger {

  /** The types of events that a rule with this trigger must be told of. */
  Set<String> eventTypes();

  /** As the audit trail keeps it: a sentence of codes, which readers put into words. */
  String text();

  /**
   * As soon as one of these has happened to the record.
   *
   * @param types such as {@code lead.captured.v1}
   */
  record OnEvent(Set<String> types) implements Trigger {
    public OnEvent {
      types = ImmutableSortedSet.copyOf(types);
    }

    @Override
    public Set<String> eventTypes() {
      return types;
    }

    @Override
    public String text() {
      return "after " + String.join(", ", types);
    }
  }

  /**
   * At times, at every record of its kind.
   *
   * @param schedule as {@link Schedule} writes it, such as {@code weekly MON 08:00 Europe/Berlin}
   */
  record OnSchedule(String schedule) implements Trigger {

    /** Every record is looked at each time: more often would be a way to react to events. */
    public static final Duration SHORTEST = Duration.ofHours(1);

    public OnSchedule {
      if (Schedule.parse(schedule) instanceof Outcome.Done<Schedule>(var parsed)) {
        schedule = parsed.toString();
      }
    }

    /** When it looks first after a moment; empty if its text says no times. */
    public Optional<Instant> next(Instant moment) {
      return Schedule.parse(schedule) instanceof Outcome.Done<Schedule>(var parsed)
          ? Optional.of(parsed.next(moment))
          : Optional.empty();
    }

    /** What is wrong with its times. */
    List<Violation> problems() {
      return switch (Schedule.parse(schedule)) {
        case Outcome.Done<Schedule>(Schedule.Every(var interval))
            when interval.compareTo(SHORTEST) < 0 ->
            List.of(new Violation("", "out-of-range", "A rule looks at most once an hour."));
        case Outcome.Done<Schedule> done -> List.of();
        case Outcome.Refused<Schedule>(var refusal) -> refusal.violations();
      };
    }

    @Override
    public Set<String> eventTypes() {
      return Set.of();
    }

    @Override
    public String text() {
      return schedule;
    }
  }

  /**
   * When one of some events has happened to the record, and then none of others for a while: no
   * reply within three days. Every event that begins it begins it anew, also where it ends it.
   *
   * @param after types of the events that begin it
   * @param without types of those that end it
   * @param within how long
   */
  record OnAbsence(Set<String> after, Set<String> without, Duration within) implements Trigger {

    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration LONGEST = Duration.ofDays(366);

    public OnAbsence {
      after = ImmutableSortedSet.copyOf(after);
      without = ImmutableSortedSet.copyOf(without);
    }

    @Override
    public Set<String> eventTypes() {
      return ImmutableSortedSet.<String>naturalOrder().addAll(after).addAll(without).build();
    }

    @Override
    public String text() {
      return "after "
          + String.join(", ", after)
          + " without "
          + String.join(", ", without)
          + " within "
          + within;
    }

    boolean isTooShortOrTooLong() {
      return within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0;
    }
  }
}
