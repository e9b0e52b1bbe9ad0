package dev.kith.crm.testkit;

import dev.kith.crm.application.automation.SchedulePlans;
import dev.kith.crm.domain.automation.RuleId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

final class MemorySchedulePlans implements SchedulePlans {

  private final MemoryTransactions transactions;
  private final MemoryTable<RuleId, Plan> plans;

  MemorySchedulePlans(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.plans = new MemoryTable<>(transactions);
  }

  @Override
  public void put(Plan plan) {
    plans.put(plan.rule(), plan);
  }

  @Override
  public void drop(RuleId rule) {
    plans.remove(rule);
  }

  @Override
  public Optional<Plan> find(RuleId rule) {
    return plans.find(rule);
  }

  @Override
  public Optional<Plan> takeNext(Instant now) {
    return transactions.alone(() -> {
      Optional<Plan> next =
          plans.all().stream()
              .filter(plan -> !plan.due().isAfter(now))
              .min(Comparator.comparing(Plan::due));
      next.ifPresent(plan -> drop(plan.rule()));
      return next;
    });
  }

  @Override
  public Optional<Instant> nextDue() {
    return plans.all().stream().map(Plan::due).min(Comparator.naturalOrder());
  }
}
