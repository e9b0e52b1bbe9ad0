package dev.kith.crm.testkit;

import dev.kith.crm.application.automation.AbsencePlans;
import dev.kith.crm.application.automation.AbsencePlans.Plan;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.testkit.MemoryAbsencePlans.Key;

final class MemoryAbsencePlans extends MemoryPlans<Key, Plan> implements AbsencePlans {

  record Key(RuleId rule, Subject record) {}

  MemoryAbsencePlans(MemoryTransactions transactions) {
    super(transactions, plan -> new Key(plan.rule(), plan.record()), Plan::due);
  }

  @Override
  public void drop(RuleId rule, Subject record) {
    drop(new Key(rule, record));
  }
}
