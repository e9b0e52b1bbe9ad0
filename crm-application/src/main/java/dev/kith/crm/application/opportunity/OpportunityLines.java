package dev.kith.crm.application.opportunity;

import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/**
 * What opportunities are made up of: so much of each product of the catalogue, at its price.
 * Looking needs {@code opportunity:view}, and is refused with {@code not-found}. Lines lie in the
 * bin with their opportunity, and come back with it.
 */
public interface OpportunityLines {

  Outcome<LinesView> of(OpportunityId id);

  /** Every problem of a draft for this opportunity; empty if it is good, or cannot be seen. */
  List<Violation> problemsOf(OpportunityId id, LinesDraft draft);

  /**
   * Puts these lines in the place of all before, as a change of the opportunity: it needs {@code
   * opportunity:edit}, and that amounts are not hidden. What is left out of a line is its list
   * price, in the currency of the opportunity's amount. Where the opportunity says no amount, that
   * is the currency of the lines that are there, or else that of reports.
   *
   * <p>Refused with {@code not-found}, {@code forbidden}, {@code stale-version}, {@code
   * opportunity-deleted}, and {@code invalid}.
   */
  Outcome<LinesView> replace(OpportunityId id, LinesDraft draft);
}
