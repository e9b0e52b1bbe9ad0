package dev.kith.crm.application.opportunity;

import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/**
 * Who bids for the same opportunities, out of the catalogue of competitors. Looking needs {@code
 * opportunity:view}, and is refused with {@code not-found}. They lie in the bin with their
 * opportunity, and come back with it. From whom it is hidden who got an opportunity, its
 * competitors are hidden as well.
 */
public interface OpportunityCompetitors {

  Outcome<CompetitorsView> of(OpportunityId id);

  /** Every problem of a draft for this opportunity; empty if it is good, or cannot be seen. */
  List<Violation> problemsOf(OpportunityId id, CompetitorsDraft draft);

  /**
   * Puts these in the place of all before, as a change of the opportunity: it needs {@code
   * opportunity:edit}, and that competitors are not hidden. Retired ones can stay, but not come
   * newly.
   *
   * <p>Refused with {@code not-found}, {@code forbidden}, {@code stale-version}, {@code
   * opportunity-deleted}, and {@code invalid}.
   */
  Outcome<CompetitorsView> replace(OpportunityId id, CompetitorsDraft draft);
}
