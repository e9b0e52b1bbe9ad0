package dev.kith.crm.persistence.intake.duplicates;

import static dev.kith.crm.persistence.generated.Tables.DUPLICATE_THRESHOLDS;

import dev.kith.crm.application.intake.duplicates.DuplicateThresholdStore;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.SettingsStore;

/** The thresholds of what counts as the same. */
public final class JooqDuplicateThresholdStore
    extends SettingsStore<DuplicateThresholds, DuplicateThresholds.Settings>
    implements DuplicateThresholdStore {

  public JooqDuplicateThresholdStore(Database database) {
    super(
        database,
        DUPLICATE_THRESHOLDS,
        DuplicateThresholds.Settings.class,
        DuplicateThresholds.USUAL);
  }

  @Override
  protected DuplicateThresholds of(Revision revision, DuplicateThresholds.Settings settings) {
    return new DuplicateThresholds(revision, settings);
  }

  @Override
  protected DuplicateThresholds.Settings settings(DuplicateThresholds aggregate) {
    return aggregate.settings();
  }
}
