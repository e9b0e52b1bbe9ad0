package dev.kith.crm.application.competitor;

import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.Outcome;

/** What opportunities have to do with a competitor. */
public interface CompetitorUse {

  /**
   * How many of the opportunities outside the bin that the actor sees it meets. Refused with {@code
   * forbidden}, also where competitors of opportunities are hidden from them.
   */
  Outcome<Met> met(CompetitorId competitor);

  /** Whatever names the one names the other from now on, in the present run. */
  void follow(Competitor loser, Competitor winner);

  /**
   * @param open that are open, and in which it bids
   * @param lost that are lost to it
   */
  record Met(long open, long lost) {}
}
