package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have done, had it been active: nothing was done.
 *
 * @param looked how often it would have looked at a record
 * @param counts how often each verdict came out
 * @param samples some of each, the first ones
 * @param complete whether everything was looked at; otherwise there was too much, and the rest of
 *     the time is missing
 */
public record TrialReport(
    long looked, Map<Verdict, Long> counts, List<Case> samples, boolean complete) {

  public TrialReport {
    counts = ImmutableMap.copyOf(counts);
    samples = ImmutableList.copyOf(samples);
  }

  /** The same without the facts of these names. */
  TrialReport without(Predicate<String> hidden) {
    return new TrialReport(
        looked, counts, samples.stream().map(one -> one.without(hidden)).toList(), complete);
  }

  /** What would have become of a look. */
  public enum Verdict {
    WOULD_FIRE,
    /** The condition does not hold. */
    CONDITION,
    /** It would have acted on the record before, and may only once. */
    ONCE,
    /** The rule is not to act at that time. */
    OUT_OF_TIME,
    /** What the rule waits to hear nothing of has happened in time. */
    ENDED,
    /** The time to wait is not over. */
    WAITING,
    /** The rule does not look at such an event. */
    NOT_LOOKED_AT,
    /** The record is gone. */
    NO_RECORD
  }

  /**
   * One look.
   *
   * @param at when it would have looked
   * @param why how the condition turned out, on the record as it is now; null where it was not
   *     asked
   */
  public record Case(
      UUID event,
      String eventType,
      Subject record,
      Instant at,
      Verdict verdict,
      @Nullable Explanation why) {

    private Case without(Predicate<String> hidden) {
      return new Case(
          event, eventType, record, at, verdict, why == null ? null : why.without(hidden));
    }

    /** The condition where it holds, and otherwise the parts that keep it from holding. */
    public List<Explanation> told() {
      if (why == null) {
        return List.of();
      }
      return why.holds() ? List.of(why) : why.culprits().toList();
    }
  }
}
