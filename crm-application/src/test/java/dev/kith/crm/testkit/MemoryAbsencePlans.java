package dev.kith.crm.testkit;

import dev.kith.crm.application.automation.AbsencePlans;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

final class MemoryAbsencePlans implements AbsencePlans {

  private record Key(RuleId rule, Subject record) {}

  private final MemoryTransactions transactions;
  private final MemoryTable<Key, Plan> plans;

  MemoryAbsencePlans(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.plans = new MemoryTable<>(transactions);
  }

  @Override
  public void put(Plan plan) {
    plans.put(new Key(plan.rule(), plan.record()), plan);
  }

  @Override
  public void drop(RuleId rule, Subject record) {
    plans.remove(new Key(rule, record));
  }

  @Override
  public Optional<Plan> takeNext(Instant now) {
    return transactions.alone(() -> {
      Optional<Plan> next =
          plans.all().stream()
              .filter(plan -> !plan.due().isAfter(now))
              .min(Comparator.comparing(Plan::due));
      next.ifPresent(plan -> drop(plan.rule(), plan.record()));
      return next;
    });
  }

  @Override
  public Optional<Instant> nextDue() {
    return plans.all().stream().map(Plan::due).min(Comparator.naturalOrder());
  }
}
