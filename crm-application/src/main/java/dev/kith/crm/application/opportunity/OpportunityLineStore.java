package dev.kith.crm.application.opportunity;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.product.ProductId;
import java.util.List;

/**
 * Keeps what opportunities are made up of, beside them. Whoever replaces lines saves the
 * opportunity in the same run, so that its version tells of both.
 */
public interface OpportunityLineStore {

  /** In the order in which they were written down. */
  List<OpportunityLine> of(OpportunityId opportunity);

  /**
   * Puts these lines in the place of all before. Whoever does so too waits until this run has
   * ended.
   */
  void replace(OpportunityId opportunity, List<OpportunityLine> lines);

  /** In how many live, open opportunities that are visible a product stands. */
  long countOpen(ProductId product, Visibility visible);
}
