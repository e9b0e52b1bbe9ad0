package dev.kith.crm.application.intake.rows.together;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.opportunity.OpportunityLineStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.product.ProductId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What opportunities are made up of, as rows leave it. */
public final class LinesInHand implements OpportunityLineStore {

  private final RowsInOneGo rows;
  private final OpportunityLineStore store;
  private final OpportunitiesInHand deals;
  private final Map<OpportunityId, List<OpportunityLine>> stored = new HashMap<>();
  private final Map<OpportunityId, List<OpportunityLine>> replaced = new LinkedHashMap<>();

  public LinesInHand(RowsInOneGo rows, OpportunityLineStore store, OpportunitiesInHand deals) {
    this.rows = rows;
    this.store = store;
    this.deals = deals;
  }

  /** Reads what those are made up of that were read, since they may be changed. */
  public void meet() {
    deals.known().forEach(deal -> stored.put(deal, List.of()));
    stored.putAll(store.ofAll(deals.known()));
  }

  /** A new opportunity has no lines that are stored. */
  @Override
  public List<OpportunityLine> of(OpportunityId opportunity) {
    List<OpportunityLine> now = replaced.get(opportunity);
    return now != null
        ? now
        : stored.computeIfAbsent(opportunity, id -> deals.isStored(id) ? store.of(id) : List.of());
  }

  @Override
  public Map<OpportunityId, List<OpportunityLine>> ofAll(Collection<OpportunityId> opportunities) {
    return store.ofAll(opportunities);
  }

  @Override
  public void replace(OpportunityId opportunity, List<OpportunityLine> lines) {
    List<OpportunityLine> before = replaced.put(opportunity, ImmutableList.copyOf(lines));
    rows.orElse(() -> {
      if (before == null) {
        replaced.remove(opportunity);
      } else {
        replaced.put(opportunity, before);
      }
    });
  }

  @Override
  public void replaceAll(Map<OpportunityId, List<OpportunityLine>> lines) {
    lines.forEach(this::replace);
  }

  @Override
  public long countOpen(ProductId product, Visibility visible) {
    return store.countOpen(product, visible);
  }

  /** Behind the opportunities, which lines refer to. */
  public void save() {
    store.replaceAll(replaced);
  }
}
