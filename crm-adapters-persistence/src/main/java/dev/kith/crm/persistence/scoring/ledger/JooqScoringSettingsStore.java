package dev.kith.crm.persistence.scoring.ledger;

import static dev.kith.crm.persistence.generated.Tables.SCORING_SETTINGS;

import dev.kith.crm.application.scoring.ledger.ScoringSettingsStore;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.SettingsStore;

/** The settings of scores. */
public final class JooqScoringSettingsStore
    extends SettingsStore<ScoringSettings, ScoringSettings.Settings>
    implements ScoringSettingsStore {

  public JooqScoringSettingsStore(Database database) {
    super(database, SCORING_SETTINGS, ScoringSettings.Settings.class, ScoringSettings.USUAL);
  }

  @Override
  protected ScoringSettings of(Revision revision, ScoringSettings.Settings settings) {
    return new ScoringSettings(revision, settings);
  }

  @Override
  protected ScoringSettings.Settings settings(ScoringSettings aggregate) {
    return aggregate.settings();
  }
}
