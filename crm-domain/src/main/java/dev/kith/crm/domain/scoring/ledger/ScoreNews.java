package dev.kith.crm.domain.scoring.ledger;

import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;

/** What the CRM tells of scores. */
public sealed interface ScoreNews extends DomainEvent {

  /**
   * The engagement score of a lead crossed a threshold.
   *
   * @param score at that moment, 0 to 100
   */
  record ThresholdCrossed(LeadId lead, String threshold, Standing.Direction direction, int score)
      implements ScoreNews {

    @Override
    public String type() {
      return "score.threshold-crossed.v1";
    }

    @Override
    public Subject subject() {
      return Lead.subjectOf(lead);
    }
  }
}
