package dev.kith.crm.testkit;

import dev.kith.crm.application.automation.SchedulePlans;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.job.JobId;
import java.time.Instant;
import java.util.Optional;

final class MemorySchedulePlans implements SchedulePlans {

  private final MemoryPlans<RuleId, Plan> plans;

  MemorySchedulePlans(MemoryTransactions transactions) {
    this.plans = new MemoryPlans<>(transactions, Plan::rule, Plan::due);
  }

  @Override
  public void put(Plan plan) {
    plans.put(plan);
  }

  @Override
  public void drop(RuleId rule) {
    plans.drop(rule);
  }

  @Override
  public Optional<Plan> find(RuleId rule) {
    return plans.find(rule);
  }

  @Override
  public Optional<Plan> takeNext(Instant now) {
    return plans.takeNext(now);
  }

  @Override
  public Optional<Instant> nextDue() {
    return plans.nextDue();
  }

  @Override
  public boolean leaveTo(JobId job, Plan plan) {
    return plans.leaveTo(job, plan);
  }

  @Override
  public Optional<Plan> takeLeft(JobId job) {
    return plans.takeLeft(job);
  }
}
