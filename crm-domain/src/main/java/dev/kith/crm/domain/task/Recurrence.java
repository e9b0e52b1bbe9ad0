package dev.kith.crm.domain.task;

import com.google.common.collect.ImmutableSortedSet;
import dev.kith.crm.domain.shared.recurrence.RecurrenceRule;
import java.time.LocalDate;
import java.util.SortedSet;

/**
 * That a task comes again when it has ended, and when.
 *
 * @param except days of the rule on which it does not come
 */
public record Recurrence(RecurrenceRule rule, Basis from, SortedSet<LocalDate> except) {

  public Recurrence {
    except = ImmutableSortedSet.copyOf(except);
  }

  /** From where the next time is counted. */
  public enum Basis {
    /** By the rule, whenever this time is done. What has passed meanwhile is left out. */
    SCHEDULE,
    /** One interval after the day on which this time is done. */
    COMPLETION
  }

  /** Whether the days of both are told in the same way, exceptions aside. */
  boolean goesLike(Recurrence other) {
    return rule.equals(other.rule) && from == other.from;
  }

  Recurrence count(int left) {
    return new Recurrence(rule.count(left), from, except);
  }

  @Override
  public String toString() {
    return rule
        + (from == Basis.COMPLETION ? " from completion" : "")
        + (except.isEmpty()
            ? ""
            : " except " + String.join(", ", except.stream().map(LocalDate::toString).toList()));
  }
}
