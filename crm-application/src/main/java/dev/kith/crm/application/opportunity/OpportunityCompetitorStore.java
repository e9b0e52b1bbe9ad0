package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.competitor.CompetitorUse.Met;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Keeps who bids for the same opportunities, beside them. Whoever replaces them saves the
 * opportunity in the same run, so that its version tells of both.
 */
public interface OpportunityCompetitorStore {

  /** In the order in which they were written down. */
  default List<OpportunityCompetitor> of(OpportunityId opportunity) {
    return ofAll(List.of(opportunity)).getOrDefault(opportunity, List.of());
  }

  /** The same of many; opportunities without any are missing. */
  Map<OpportunityId, List<OpportunityCompetitor>> ofAll(Collection<OpportunityId> opportunities);

  /** Puts these in the place of all before. Whoever does so too waits until this run has ended. */
  default void replace(OpportunityId opportunity, List<OpportunityCompetitor> competitors) {
    replaceAll(Map.of(opportunity, competitors));
  }

  /** The same for each of many. */
  void replaceAll(Map<OpportunityId, List<OpportunityCompetitor>> competitors);

  /** The opportunities in which it bids, or which are lost to it; those in the bin included. */
  List<OpportunityId> meeting(CompetitorId competitor);

  /** How many it meets of those outside the bin that are visible. */
  Met met(CompetitorId competitor, Visibility visible);
}
