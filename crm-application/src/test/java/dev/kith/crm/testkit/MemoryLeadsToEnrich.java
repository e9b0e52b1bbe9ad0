package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.intake.enrichment.LeadsToEnrich;
import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

final class MemoryLeadsToEnrich implements LeadsToEnrich {

  private final MemoryTransactions transactions;
  private final MemoryTable<LeadId, Waiting> waiting;

  MemoryLeadsToEnrich(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.waiting = new MemoryTable<>(transactions);
  }

  @Override
  public void add(Collection<Waiting> leads) {
    transactions.alone(() -> {
      leads.forEach(one -> waiting.put(one.lead(), one));
      return leads;
    });
  }

  @Override
  public List<Waiting> due(Instant now, int limit) {
    return waiting.all().stream()
        .filter(one -> !one.due().isAfter(now))
        .sorted(
            Comparator.comparing(Waiting::due).thenComparing(one -> one.lead().value().toString()))
        .limit(limit)
        .toList();
  }

  @Override
  public boolean isAnyDue(Instant now) {
    return !due(now, 1).isEmpty();
  }

  @Override
  public Set<LeadId> take(Collection<LeadId> leads) {
    return transactions.alone(() ->
        leads.stream().filter(lead -> waiting.remove(lead).isPresent()).collect(toImmutableSet()));
  }
}
