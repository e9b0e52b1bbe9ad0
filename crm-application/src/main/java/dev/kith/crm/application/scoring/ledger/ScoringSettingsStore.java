package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import java.util.UUID;

/**
 * Keeps the settings under {@link ScoringSettings#ID}. They are there from the beginning, as {@link
 * ScoringSettings#USUAL}, so none can be added.
 */
public interface ScoringSettingsStore extends AggregateStore<UUID, ScoringSettings> {

  /** The settings in force. */
  default ScoringSettings.Settings settings() {
    return find(ScoringSettings.ID).orElseThrow().settings();
  }
}
