package dev.kith.crm.testkit;

import dev.kith.crm.application.opportunity.OpportunityLineStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.product.ProductId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

final class MemoryOpportunityLines implements OpportunityLineStore {

  private final MemoryTable<OpportunityId, List<OpportunityLine>> lines;
  private final MemoryOpportunities opportunities;

  MemoryOpportunityLines(MemoryTransactions transactions, MemoryOpportunities opportunities) {
    this.lines = new MemoryTable<>(transactions);
    this.opportunities = opportunities;
  }

  @Override
  public List<OpportunityLine> of(OpportunityId opportunity) {
    return lines.find(opportunity).orElse(List.of());
  }

  @Override
  public void replace(OpportunityId opportunity, List<OpportunityLine> next) {
    lines.put(opportunity, List.copyOf(next));
  }

  @Override
  public Map<OpportunityId, List<OpportunityLine>> ofAll(Collection<OpportunityId> deals) {
    return deals.stream()
        .distinct()
        .filter(deal -> !of(deal).isEmpty())
        .collect(Collectors.toMap(deal -> deal, this::of));
  }

  @Override
  public void replaceAll(Map<OpportunityId, List<OpportunityLine>> next) {
    next.forEach(this::replace);
  }

  @Override
  public long countOpen(ProductId product, Visibility visible) {
    return opportunities.all().stream()
        .filter(Opportunity::isOpen)
        .filter(opportunity -> !opportunity.revision().isDeleted())
        .filter(opportunity -> visible.reaches(opportunity.owner()))
        .filter(opportunity ->
            of(opportunity.id()).stream().anyMatch(line -> line.product().equals(product)))
        .count();
  }
}
