package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.scoring.engagement.EngagementStore;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.Signal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class MemoryEngagements implements EngagementStore {

  private final MemoryTransactions transactions;
  private final MemoryTable<EngagementId, EngagementEvent> events;

  MemoryEngagements(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.events = new MemoryTable<>(transactions);
  }

  List<EngagementEvent> all() {
    return events.all();
  }

  @Override
  public void addAll(List<EngagementEvent> added) {
    transactions.alone(() -> {
      for (EngagementEvent event : added) {
        if (events.find(event.id()).isPresent()) {
          throw new ConcurrentChangeException(
              "the event is there", new IllegalStateException(event.id().value()));
        }
        events.put(event.id(), event);
      }
      return added;
    });
  }

  @Override
  public void judgeAll(List<EngagementEvent> judged) {
    transactions.alone(() -> {
      judged.forEach(event -> events.put(event.id(), event));
      return judged;
    });
  }

  @Override
  public List<EngagementEvent> findAll(Collection<EngagementId> ids) {
    return new HashSet<>(ids).stream().map(events::find).flatMap(Optional::stream).toList();
  }

  @Override
  public List<EngagementEvent> of(Collection<LeadId> leads) {
    return events.all().stream().filter(event -> leads.contains(event.lead())).toList();
  }

  @Override
  public Map<LeadId, Integer> counts(Collection<LeadId> leads) {
    Map<LeadId, Integer> counts = new HashMap<>();
    of(leads).forEach(event -> counts.merge(event.lead(), 1, Integer::sum));
    return counts;
  }

  @Override
  public List<EngagementEvent> latest(LeadId lead, @Nullable EngagementEvent before, int limit) {
    return of(List.of(lead)).stream()
        .filter(event -> before == null || EngagementEvent.ORDER.compare(event, before) < 0)
        .sorted(EngagementEvent.ORDER.reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Map<String, Integer> recipients(Collection<String> bursts) {
    Map<String, Set<LeadId>> leads = new HashMap<>();
    events.all().stream()
        .filter(event -> event.burst() != null && bursts.contains(event.burst()))
        .forEach(
            event -> leads.computeIfAbsent(event.burst(), b -> new HashSet<>()).add(event.lead()));
    Map<String, Integer> recipients = new HashMap<>();
    leads.forEach((burst, of) -> recipients.put(burst, of.size()));
    return recipients;
  }

  @Override
  public List<LeadId> unsuspected(Collection<String> bursts) {
    return events.all().stream()
        .filter(event -> event.burst() != null && bursts.contains(event.burst()))
        .filter(event -> !event.judgement().signals().contains(Signal.MANY_RECIPIENTS))
        .map(EngagementEvent::lead)
        .distinct()
        .toList();
  }

  @Override
  public List<UUID> move(LeadId from, LeadId to) {
    List<UUID> moved = of(List.of(from)).stream().map(MemoryEngagements::ref).sorted().toList();
    moveBack(moved, from, to);
    return moved;
  }

  @Override
  public void moveBack(Collection<UUID> moved, LeadId from, LeadId to) {
    transactions.alone(() -> {
      of(List.of(from)).stream()
          .filter(event -> moved.contains(ref(event)))
          .forEach(event -> events.put(event.id(), event.of(to)));
      return moved;
    });
  }

  @Override
  public Set<LeadId> removeAll(Collection<EngagementId> ids) {
    return transactions.alone(() ->
        ids.stream()
            .flatMap(id -> events.remove(id).stream())
            .map(EngagementEvent::lead)
            .collect(toImmutableSet()));
  }

  private static UUID ref(EngagementEvent event) {
    return UUID.nameUUIDFromBytes(event.id().value().getBytes(StandardCharsets.UTF_8));
  }

  Set<LeadId> leads() {
    return events.all().stream().map(EngagementEvent::lead).collect(toImmutableSet());
  }
}
