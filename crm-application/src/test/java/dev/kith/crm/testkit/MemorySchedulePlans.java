package dev.kith.crm.testkit;

import dev.kith.crm.application.automation.SchedulePlans;
import dev.kith.crm.application.automation.SchedulePlans.Plan;
import dev.kith.crm.domain.automation.RuleId;

final class MemorySchedulePlans extends MemoryPlans<RuleId, Plan> implements SchedulePlans {

  MemorySchedulePlans(MemoryTransactions transactions) {
    super(transactions, Plan::rule, Plan::due);
  }
}
