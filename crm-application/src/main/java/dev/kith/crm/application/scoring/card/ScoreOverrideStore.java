package dev.kith.crm.application.scoring.card;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.ScoreOverride;
import java.time.Instant;
import java.util.List;

/**
 * Keeps the scores that were set by hand. Whoever writes has {@linkplain LeadScoreStore#lock
 * locked} the lead's score.
 */
public interface ScoreOverrideStore {

  void add(ScoreOverride override);

  /** Ends the one that has not ended, if there is one. */
  void end(LeadId lead, Instant at);

  /** All of a lead, the latest first. */
  List<ScoreOverride> of(LeadId lead);
}
