package dev.kith.crm.application.scoring.tracking;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import java.util.UUID;

/**
 * Keeps the settings under {@link TrackingSettings#ID}. They are there from the beginning, as
 * {@link TrackingSettings#USUAL}, so none can be added.
 */
public interface TrackingSettingsStore extends AggregateStore<UUID, TrackingSettings> {

  /** The settings in force. */
  default TrackingSettings current() {
    return find(TrackingSettings.ID).orElseThrow();
  }
}
