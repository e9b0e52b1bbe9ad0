package dev.kith.crm.domain.scoring.card;

/** What a score is made of. */
public enum Part {
  /** How well the lead's fields fit what the business looks for. */
  FIT,
  /** How much the lead is interested now, by the ledger. */
  ENGAGEMENT,
  /** How probable it is that the lead is won, by a model. */
  PREDICTION
}
