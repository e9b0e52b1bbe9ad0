package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.UsualRules;
import java.util.List;

/**
 * Keeps increment rules. Those of {@link UsualRules} are there from the beginning, without having
 * been added.
 */
public interface IncrementRuleStore extends AggregateStore<IncrementRuleId, IncrementRule> {

  /** All rules, retired ones included, in the order of their ids. */
  List<IncrementRule> all();
}
