package dev.kith.crm.domain.task;

import static java.util.Comparator.naturalOrder;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.recurrence.RecurrenceRule;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That a task comes again when it has ended, and when.
 *
 * @param except days of the rule on which it does not come
 */
public record Recurrence(RecurrenceRule rule, Basis from, SortedSet<LocalDate> except) {

  private static final Pattern TEXT =
      Pattern.compile("(\\S+)( from completion)?(?: except ((?:\\d{4}-\\d{2}-\\d{2}(?:, )?)+))?");
  private static final Splitter DAYS = Splitter.on(", ");

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

  /** The recurrence of a text that came from {@link #toString}; empty if it is none. */
  public static Optional<Recurrence> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()
        || !(RecurrenceRule.parse(parts.group(1))
            instanceof Outcome.Done<RecurrenceRule>(var rule))) {
      return Optional.empty();
    }
    String except = parts.group(3);
    return Optional.of(
        new Recurrence(
            rule,
            parts.group(2) == null ? Basis.SCHEDULE : Basis.COMPLETION,
            except == null
                ? ImmutableSortedSet.of()
                : DAYS.splitToStream(except)
                    .map(LocalDate::parse)
                    .collect(ImmutableSortedSet.toImmutableSortedSet(naturalOrder()))));
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
