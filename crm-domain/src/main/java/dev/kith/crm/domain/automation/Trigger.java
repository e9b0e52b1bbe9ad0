package dev.kith.crm.domain.automation;

import com.google.common.collect.ImmutableSortedSet;
import java.time.Duration;
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
