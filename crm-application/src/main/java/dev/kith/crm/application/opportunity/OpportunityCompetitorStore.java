package dev.kith.crm.application.opportunity;

import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityId;
import java.util.List;

/**
 * Keeps who bids for the same opportunities, beside them. Whoever replaces them saves the
 * opportunity in the same run, so that its version tells of both.
 */
public interface OpportunityCompetitorStore {

  /** In the order in which they were written down. */
  List<OpportunityCompetitor> of(OpportunityId opportunity);

  /** Puts these in the place of all before. Whoever does so too waits until this run has ended. */
  void replace(OpportunityId opportunity, List<OpportunityCompetitor> competitors);
}
