package dev.kith.crm.application.scoring.card;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.scoring.card.Scorecard;
import java.util.UUID;

/**
 * Keeps the scorecard under {@link Scorecard#ID}. It is there from the beginning, as {@link
 * Scorecard#USUAL}, so none can be added.
 */
public interface ScorecardStore extends AggregateStore<UUID, Scorecard> {

  /** The one in force. */
  default Scorecard current() {
    return find(Scorecard.ID).orElseThrow();
  }
}
