package dev.kith.crm.domain.scoring.ledger;

import dev.kith.crm.domain.scoring.engagement.EngagementContent;

/** Which events a rule is about, beyond their type. */
@FunctionalInterface
public interface EventFilter {

  boolean accepts(EngagementContent event);
}
