package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.duplicates.DuplicateThresholdStore;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;
import java.util.UUID;

final class MemoryDuplicateThresholds implements DuplicateThresholdStore {

  private final MemoryAggregates<UUID, DuplicateThresholds> thresholds;

  MemoryDuplicateThresholds(MemoryTransactions transactions) {
    this.thresholds = new MemoryAggregates<>(transactions, t -> DuplicateThresholds.ID);
    thresholds.add(DuplicateThresholds.USUAL, Outcome::done).orElseThrow();
  }

  @Override
  public Optional<DuplicateThresholds> find(UUID id) {
    return thresholds.find(id);
  }

  @Override
  public Outcome<DuplicateThresholds> add(DuplicateThresholds added) {
    throw new IllegalStateException("there are thresholds from the beginning");
  }

  @Override
  public Outcome<DuplicateThresholds> update(DuplicateThresholds changed) {
    return thresholds.update(changed, Outcome::done);
  }
}
