package dev.kith.crm.persistence;

import dev.kith.crm.application.scoring.card.ScoreOverrideStore;
import dev.kith.crm.application.scoring.card.ScorecardStore;
import dev.kith.crm.application.scoring.engagement.EngagementStore;
import dev.kith.crm.application.scoring.ledger.IncrementRuleStore;
import dev.kith.crm.application.scoring.ledger.LedgerStore;
import dev.kith.crm.application.scoring.ledger.ScoringSettingsStore;
import dev.kith.crm.application.scoring.model.PredictionStore;
import dev.kith.crm.application.scoring.model.ScoringModelStore;
import dev.kith.crm.application.scoring.tracking.TrackingSettingsStore;
import dev.kith.crm.application.scoring.tracking.TrackingStore;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.scoring.card.JooqLeadScoreStore;
import dev.kith.crm.persistence.scoring.card.JooqScoreOverrideStore;
import dev.kith.crm.persistence.scoring.card.JooqScorecardStore;
import dev.kith.crm.persistence.scoring.engagement.JooqEngagementStore;
import dev.kith.crm.persistence.scoring.ledger.JooqIncrementRuleStore;
import dev.kith.crm.persistence.scoring.ledger.JooqLedgerStore;
import dev.kith.crm.persistence.scoring.ledger.JooqScoringSettingsStore;
import dev.kith.crm.persistence.scoring.model.JooqPredictionStore;
import dev.kith.crm.persistence.scoring.model.JooqScoringModelStore;
import dev.kith.crm.persistence.scoring.tracking.JooqTrackingSettingsStore;
import dev.kith.crm.persistence.scoring.tracking.JooqTrackingStore;

/** The stores of scoring, put together in a place of their own, as those of intake are. */
record ScoringStores(
    EngagementStore engagements,
    LedgerStore ledger,
    IncrementRuleStore incrementRules,
    ScoringSettingsStore scoringSettings,
    ScoringModelStore models,
    PredictionStore predictions,
    JooqLeadScoreStore leadScores,
    ScoreOverrideStore overrides,
    ScorecardStore scorecard,
    TrackingStore tracking,
    TrackingSettingsStore trackingSettings) {

  static ScoringStores of(Database database) {
    return new ScoringStores(
        new JooqEngagementStore(database),
        new JooqLedgerStore(database),
        new JooqIncrementRuleStore(database),
        new JooqScoringSettingsStore(database),
        new JooqScoringModelStore(database),
        new JooqPredictionStore(database),
        new JooqLeadScoreStore(database),
        new JooqScoreOverrideStore(database),
        new JooqScorecardStore(database),
        new JooqTrackingStore(database),
        new JooqTrackingSettingsStore(database));
  }
}
