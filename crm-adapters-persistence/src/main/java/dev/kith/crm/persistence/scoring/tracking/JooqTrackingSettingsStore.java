package dev.kith.crm.persistence.scoring.tracking;

import static dev.kith.crm.persistence.generated.Tables.TRACKING_SETTINGS;

import dev.kith.crm.application.scoring.tracking.TrackingSettingsStore;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.SettingsStore;

/** The settings of tracking, and which keys are believed. */
public final class JooqTrackingSettingsStore
    extends SettingsStore<TrackingSettings, JooqTrackingSettingsStore.Kept>
    implements TrackingSettingsStore {

  /** As they are kept. */
  record Kept(TrackingSettings.Settings settings, TrackingSettings.Keys keys) {}

  public JooqTrackingSettingsStore(Database database) {
    super(database, TRACKING_SETTINGS, Kept.class, TrackingSettings.USUAL);
  }

  @Override
  protected TrackingSettings of(Revision revision, Kept kept) {
    return new TrackingSettings(revision, kept.settings(), kept.keys());
  }

  @Override
  protected Kept settings(TrackingSettings aggregate) {
    return new Kept(aggregate.settings(), aggregate.keys());
  }
}
