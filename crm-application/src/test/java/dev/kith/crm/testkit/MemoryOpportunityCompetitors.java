package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import dev.kith.crm.application.competitor.CompetitorUse.Met;
import dev.kith.crm.application.opportunity.OpportunityCompetitorStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

final class MemoryOpportunityCompetitors implements OpportunityCompetitorStore {

  private final MemoryTable<OpportunityId, List<OpportunityCompetitor>> competitors;
  private final Supplier<List<Opportunity>> opportunities;

  MemoryOpportunityCompetitors(
      MemoryTransactions transactions, Supplier<List<Opportunity>> opportunities) {
    this.competitors = new MemoryTable<>(transactions);
    this.opportunities = opportunities;
  }

  @Override
  public Map<OpportunityId, List<OpportunityCompetitor>> ofAll(Collection<OpportunityId> ids) {
    return ids.stream()
        .distinct()
        .filter(id -> !written(id).isEmpty())
        .collect(toImmutableMap(id -> id, this::written));
  }

  private List<OpportunityCompetitor> written(OpportunityId id) {
    return competitors.find(id).orElse(List.of());
  }

  @Override
  public void replaceAll(Map<OpportunityId, List<OpportunityCompetitor>> next) {
    next.forEach((opportunity, list) -> competitors.put(opportunity, List.copyOf(list)));
  }

  @Override
  public List<OpportunityId> meeting(CompetitorId competitor) {
    return opportunities.get().stream()
        .filter(opportunity -> bids(competitor, opportunity) || isLost(competitor, opportunity))
        .map(Opportunity::id)
        .toList();
  }

  private boolean bids(CompetitorId competitor, Opportunity opportunity) {
    return written(opportunity.id()).stream().anyMatch(one -> one.competitor().equals(competitor));
  }

  private static boolean isLost(CompetitorId competitor, Opportunity opportunity) {
    return opportunity.loss() != null && competitor.equals(opportunity.loss().competitorId());
  }

  @Override
  public Met met(CompetitorId competitor, Visibility visible) {
    List<Opportunity> seen =
        opportunities.get().stream()
            .filter(each -> !each.revision().isDeleted() && visible.reaches(each.owner()))
            .toList();
    return new Met(
        seen.stream().filter(each -> each.isOpen() && bids(competitor, each)).count(),
        seen.stream().filter(each -> isLost(competitor, each)).count());
  }
}
