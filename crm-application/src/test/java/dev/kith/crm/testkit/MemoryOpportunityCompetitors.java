package dev.kith.crm.testkit;

import dev.kith.crm.application.opportunity.OpportunityCompetitorStore;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityId;
import java.util.List;

final class MemoryOpportunityCompetitors implements OpportunityCompetitorStore {

  private final MemoryTable<OpportunityId, List<OpportunityCompetitor>> competitors;

  MemoryOpportunityCompetitors(MemoryTransactions transactions) {
    this.competitors = new MemoryTable<>(transactions);
  }

  @Override
  public List<OpportunityCompetitor> of(OpportunityId opportunity) {
    return competitors.find(opportunity).orElse(List.of());
  }

  @Override
  public void replace(OpportunityId opportunity, List<OpportunityCompetitor> next) {
    competitors.put(opportunity, List.copyOf(next));
  }
}
