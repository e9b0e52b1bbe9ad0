package dev.kith.crm.testkit;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.scoring.tracking.TrackingStore;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.tracking.Visitor;
import dev.kith.crm.domain.scoring.tracking.VisitorEvent;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.domain.scoring.tracking.VisitorJoin;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

final class MemoryTracking implements TrackingStore {

  private final MemoryTransactions transactions;
  private final MemoryTable<VisitorId, Visitor> visitors;
  private final MemoryTable<EngagementId, VisitorEvent> events;
  private final MemoryTable<UUID, VisitorJoin> joins;

  MemoryTracking(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.visitors = new MemoryTable<>(transactions);
    this.events = new MemoryTable<>(transactions);
    this.joins = new MemoryTable<>(transactions);
  }

  @Override
  public void addAll(List<Visitor> added) {
    transactions.alone(() -> {
      for (Visitor visitor : added) {
        if (visitors.find(visitor.id()).isPresent()) {
          throw new ConcurrentChangeException(
              "the visitor is there", new IllegalStateException(visitor.id().toString()));
        }
        visitors.put(visitor.id(), visitor);
      }
      return added;
    });
  }

  @Override
  public void replaceAll(List<Visitor> replaced) {
    transactions.alone(() -> {
      replaced.forEach(visitor -> visitors.put(visitor.id(), visitor));
      return replaced;
    });
  }

  @Override
  public List<Visitor> findAll(Collection<VisitorId> ids) {
    return new HashSet<>(ids).stream().map(visitors::find).flatMap(Optional::stream).toList();
  }

  @Override
  public List<Visitor> latest(int limit) {
    return visitors.all().stream()
        .sorted(Comparator.comparing(Visitor::seenAt).thenComparing(Visitor::id).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<Visitor> lock(Collection<VisitorId> ids) {
    return findAll(ids).stream().sorted(Comparator.comparing(Visitor::id)).toList();
  }

  @Override
  public void addEvents(List<VisitorEvent> added) {
    transactions.alone(() -> {
      for (VisitorEvent event : added) {
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
  public Set<EngagementId> known(Collection<EngagementId> ids) {
    return ids.stream().filter(id -> events.find(id).isPresent()).collect(toImmutableSet());
  }

  @Override
  public Map<VisitorId, Integer> counts(Collection<VisitorId> wanted) {
    Map<VisitorId, Integer> counts = new HashMap<>();
    events.all().stream()
        .filter(event -> wanted.contains(event.visitor()))
        .forEach(event -> counts.merge(event.visitor(), 1, Integer::sum));
    return counts;
  }

  @Override
  public List<VisitorEvent> events(VisitorId visitor, int limit) {
    return events.all().stream()
        .filter(event -> event.visitor().equals(visitor))
        .sorted(VisitorEvent.ORDER.reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public void addJoin(VisitorJoin join) {
    joins.put(join.id(), join);
  }

  @Override
  public void replaceJoin(VisitorJoin join) {
    joins.put(join.id(), join);
  }

  @Override
  public List<VisitorJoin> joins(VisitorId visitor) {
    return joins((VisitorJoin join) -> join.visitor().equals(visitor));
  }

  @Override
  public List<VisitorJoin> joins(LeadId lead) {
    return joins((VisitorJoin join) -> join.lead().equals(lead));
  }

  private List<VisitorJoin> joins(Predicate<VisitorJoin> wanted) {
    return joins.all().stream()
        .filter(wanted)
        .sorted(
            Comparator.comparing(VisitorJoin::joinedAt).thenComparing(VisitorJoin::id).reversed())
        .toList();
  }

  @Override
  public void remove(VisitorId visitor) {
    transactions.alone(() -> {
      events.all().stream()
          .filter(event -> event.visitor().equals(visitor))
          .forEach(event -> events.remove(event.id()));
      return visitors.remove(visitor);
    });
  }

  @Override
  public int removeUnknownBefore(Instant moment, int limit) {
    return transactions.alone(() -> {
      List<Visitor> old =
          visitors.all().stream()
              .filter(visitor -> visitor.lead() == null && visitor.seenAt().isBefore(moment))
              .sorted(Comparator.comparing(Visitor::seenAt).thenComparing(Visitor::id))
              .limit(limit)
              .toList();
      old.forEach(visitor -> remove(visitor.id()));
      return old.size();
    });
  }
}
