package dev.kith.crm.persistence;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.scoring.card.LeadScoreStore;
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

/** The part of a storage that is about scores. */
abstract class ScoringStorage implements Storage {

  final ScoringStores scoring;

  ScoringStorage(ScoringStores scoring) {
    this.scoring = scoring;
  }

  @Override
  public EngagementStore engagements() {
    return scoring.engagements();
  }

  @Override
  public LedgerStore ledger() {
    return scoring.ledger();
  }

  @Override
  public IncrementRuleStore incrementRules() {
    return scoring.incrementRules();
  }

  @Override
  public TrackingStore tracking() {
    return scoring.tracking();
  }

  @Override
  public TrackingSettingsStore trackingSettings() {
    return scoring.trackingSettings();
  }

  @Override
  public ScoringSettingsStore scoringSettings() {
    return scoring.scoringSettings();
  }

  @Override
  public ScoringModelStore scoringModels() {
    return scoring.models();
  }

  @Override
  public PredictionStore predictions() {
    return scoring.predictions();
  }

  @Override
  public LeadScoreStore leadScores() {
    return scoring.leadScores();
  }

  @Override
  public ScoreOverrideStore scoreOverrides() {
    return scoring.overrides();
  }

  @Override
  public ScorecardStore scorecard() {
    return scoring.scorecard();
  }
}
