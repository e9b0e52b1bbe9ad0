package dev.kith.crm.application.opportunity;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.product.ProductId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Keeps what opportunities are made up of, beside them. Whoever replaces lines saves the
 * opportunity in the same run, so that its version tells of both.
 */
public interface OpportunityLineStore {

  /** In the order in which they were written down. */
  List<OpportunityLine> of(OpportunityId opportunity);

  /** Of many opportunities, by those that have any. */
  Map<OpportunityId, List<OpportunityLine>> ofAll(Collection<OpportunityId> opportunities);

  /**
   * Puts these lines in the place of all before. Whoever does so too waits until this run has
   * ended.
   */
  void replace(OpportunityId opportunity, List<OpportunityLine> lines);

  /**
   * As {@link #replace}, of many opportunities, each of which this run has saved before: so nobody
   * else replaces lines of them.
   */
  void replaceAll(Map<OpportunityId, List<OpportunityLine>> lines);

  /** In how many live, open opportunities that are visible a product stands. */
  long countOpen(ProductId product, Visibility visible);
}
