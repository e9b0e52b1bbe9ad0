package dev.kith.crm.domain.scoring.ledger;

import dev.kith.crm.domain.scoring.engagement.EngagementId;
import java.time.Instant;
import java.util.Comparator;

/**
 * Points that an event earned by a version of a rule.
 *
 * @param occurredAt when the event was, from which on the points fade
 */
public record Earning(
    IncrementRuleId rule, int version, EngagementId event, int points, Instant occurredAt) {

  /** The same for the same earnings, wherever they come from. */
  public static final Comparator<Earning> ORDER =
      Comparator.comparing(Earning::occurredAt)
          .thenComparing(Earning::event)
          .thenComparing(Earning::rule)
          .thenComparingInt(Earning::version)
          .thenComparingInt(Earning::points);
}
