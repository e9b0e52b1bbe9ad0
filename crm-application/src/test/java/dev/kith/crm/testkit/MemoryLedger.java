package dev.kith.crm.testkit;

import dev.kith.crm.application.lead.LeadReads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.scoring.ledger.LedgerStore;
import dev.kith.crm.application.scoring.ledger.ScoreEntryView;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import dev.kith.crm.domain.scoring.ledger.ScoreEntryId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class MemoryLedger implements LedgerStore {

  private final MemoryTransactions transactions;
  private final MemoryEngagements engagements;
  private final LeadReads leads;
  private final MemoryTable<ScoreEntryId, ScoreEntry> entries;
  private final MemoryTable<LeadId, LeadStanding> standings;
  private final MemoryAwards awards;

  MemoryLedger(MemoryTransactions transactions, MemoryEngagements engagements, LeadReads leads) {
    this.transactions = transactions;
    this.engagements = engagements;
    this.leads = leads;
    this.entries = new MemoryTable<>(transactions);
    this.standings = new MemoryTable<>(transactions);
    this.awards = new MemoryAwards(transactions);
  }

  @Override
  public MemoryAwards awards() {
    return awards;
  }

  @Override
  public void addAll(List<ScoreEntry> added) {
    transactions.alone(() -> {
      added.forEach(entry -> entries.put(entry.id(), entry));
      return added;
    });
  }

  @Override
  public List<ScoreEntry> of(Collection<LeadId> ofLeads) {
    return entries.all().stream().filter(entry -> ofLeads.contains(entry.lead())).toList();
  }

  @Override
  public Page<ScoreEntryView> page(ListQuery query, Visibility visible) {
    return new MemoryLists<>(ScoreEntryView.CATALOGUE)
        .page(
            entries.all().stream()
                .filter(entry ->
                    visible instanceof Visibility.All
                        || leads.find(entry.lead(), visible).isPresent())
                .map(entry -> new ScoreEntryView(entry, null))
                .toList(),
            query);
  }

  @Override
  public Map<LeadId, LeadStanding> lock(Collection<LeadId> locked) {
    return transactions.alone(() -> {
      Map<LeadId, LeadStanding> found = new HashMap<>();
      for (LeadId lead : locked) {
        LeadStanding standing =
            standings.find(lead).orElseGet(() -> new LeadStanding(lead, Map.of(), null));
        standings.put(lead, standing);
        found.put(lead, standing);
      }
      return found;
    });
  }

  @Override
  public Optional<LeadStanding> standing(LeadId lead) {
    return standings.find(lead);
  }

  @Override
  public void saveAll(List<LeadStanding> saved) {
    transactions.alone(() -> {
      saved.forEach(standing -> standings.put(standing.lead(), standing));
      return saved;
    });
  }

  @Override
  public List<LeadId> due(Instant now, int limit) {
    return standings.all().stream()
        .filter(standing -> standing.nextCheck() != null && !standing.nextCheck().isAfter(now))
        .sorted(
            Comparator.comparing((LeadStanding s) -> Objects.requireNonNull(s.nextCheck()))
                .thenComparing(s -> s.lead().toString()))
        .map(LeadStanding::lead)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Instant> nextCheck() {
    return standings.all().stream()
        .flatMap(standing -> Optional.ofNullable(standing.nextCheck()).stream())
        .min(Instant::compareTo);
  }

  @Override
  public List<LeadId> leads(@Nullable LeadId after, int limit) {
    Set<LeadId> all = new HashSet<>(engagements.leads());
    entries.all().forEach(entry -> all.add(entry.lead()));
    awards.all().forEach(award -> all.add(award.lead()));
    return all.stream()
        .filter(lead -> after == null || lead.toString().compareTo(after.toString()) > 0)
        .sorted(Comparator.comparing(LeadId::toString))
        .limit(limit)
        .toList();
  }
}
