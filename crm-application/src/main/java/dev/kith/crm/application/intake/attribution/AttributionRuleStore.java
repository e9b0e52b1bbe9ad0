package dev.kith.crm.application.intake.attribution;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import java.util.UUID;

/**
 * Keeps the rules under {@link AttributionRules#ID}. They are there from the beginning, as {@link
 * AttributionRules#USUAL}, so none can be added.
 */
public interface AttributionRuleStore extends AggregateStore<UUID, AttributionRules> {

  /** The rules in force. */
  default AttributionRules rules() {
    return find(AttributionRules.ID).orElseThrow();
  }
}
