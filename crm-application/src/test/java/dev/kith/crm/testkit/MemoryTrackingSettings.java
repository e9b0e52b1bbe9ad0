package dev.kith.crm.testkit;

import dev.kith.crm.application.scoring.tracking.TrackingSettingsStore;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;
import java.util.UUID;

final class MemoryTrackingSettings implements TrackingSettingsStore {

  private final MemoryAggregates<UUID, TrackingSettings> settings;

  MemoryTrackingSettings(MemoryTransactions transactions) {
    this.settings = new MemoryAggregates<>(transactions, r -> TrackingSettings.ID);
    settings.add(TrackingSettings.USUAL, Outcome::done).orElseThrow();
  }

  @Override
  public Optional<TrackingSettings> find(UUID id) {
    return settings.find(id);
  }

  @Override
  public Outcome<TrackingSettings> add(TrackingSettings added) {
    throw new IllegalStateException("there are settings from the beginning");
  }

  @Override
  public Outcome<TrackingSettings> update(TrackingSettings changed) {
    return settings.update(changed, Outcome::done);
  }
}
