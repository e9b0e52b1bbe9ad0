package dev.kith.crm.testkit;

import dev.kith.crm.application.automation.AbsencePlans;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Optional;

final class MemoryAbsencePlans implements AbsencePlans {

  private record Key(RuleId rule, Subject record) {}

  private final MemoryPlans<Key, Plan> plans;

  MemoryAbsencePlans(MemoryTransactions transactions) {
    this.plans =
        new MemoryPlans<>(transactions, plan -> new Key(plan.rule(), plan.record()), Plan::due);
  }

  @Override
  public void put(Plan plan) {
    plans.put(plan);
  }

  @Override
  public void drop(RuleId rule, Subject record) {
    plans.drop(new Key(rule, record));
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
