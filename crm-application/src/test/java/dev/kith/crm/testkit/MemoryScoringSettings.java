package dev.kith.crm.testkit;

import dev.kith.crm.application.scoring.ledger.ScoringSettingsStore;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;
import java.util.UUID;

final class MemoryScoringSettings implements ScoringSettingsStore {

  private final MemoryAggregates<UUID, ScoringSettings> settings;

  MemoryScoringSettings(MemoryTransactions transactions) {
    this.settings = new MemoryAggregates<>(transactions, r -> ScoringSettings.ID);
    settings.add(ScoringSettings.USUAL, Outcome::done).orElseThrow();
  }

  @Override
  public Optional<ScoringSettings> find(UUID id) {
    return settings.find(id);
  }

  @Override
  public Outcome<ScoringSettings> add(ScoringSettings added) {
    throw new IllegalStateException("there are settings from the beginning");
  }

  @Override
  public Outcome<ScoringSettings> update(ScoringSettings changed) {
    return settings.update(changed, Outcome::done);
  }
}
