package dev.kith.crm.testkit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.kith.crm.application.audit.AuditStore;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Subject;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

final class MemoryAudit implements AuditStore {

  private record Place(Subject subject, long position) {}

  private final MemoryTransactions transactions;
  private final MemoryTable<Subject, AuditEntry.Head> heads;
  private final MemoryTable<Place, AuditEntry> entries;

  MemoryAudit(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.heads = new MemoryTable<>(transactions);
    this.entries = new MemoryTable<>(transactions);
  }

  @Override
  public AuditEntry.Head head(Subject subject) {
    return heads.find(subject).orElse(AuditEntry.Head.START);
  }

  @Override
  public Map<Subject, AuditEntry.Head> heads(Collection<Subject> subjects) {
    Map<Subject, AuditEntry.Head> found = new HashMap<>();
    subjects.forEach(subject -> heads.find(subject).ifPresent(head -> found.put(subject, head)));
    return found;
  }

  @Override
  public Map<Subject, Long> lastBesides(Collection<Subject> subjects, UUID actorId, String action) {
    Map<Subject, Long> last = new HashMap<>();
    entries.all().stream()
        .filter(e -> subjects.contains(e.subject()))
        .filter(e -> !e.actorId().equals(actorId) || !e.action().equals(action))
        .forEach(e -> last.merge(e.subject(), e.position(), Math::max));
    return last;
  }

  @Override
  public Map<Subject, Set<String>> touches(Collection<Subject> subjects) {
    return entries.all().stream()
        .filter(e -> subjects.contains(e.subject()))
        .filter(e -> !e.actorKind().equals(Actor.Kind.SYSTEM.name()))
        .collect(
            groupingBy(
                AuditEntry::subject,
                mapping(e -> Objects.requireNonNullElse(e.cause(), ""), toSet())));
  }

  @Override
  public void append(List<AuditEntry> added) {
    transactions.alone(() -> {
      for (AuditEntry entry : added) {
        if (entry.position() != head(entry.subject()).position() + 1) {
          throw new ConcurrentChangeException(
              "the chain of " + entry.subject() + " has grown meanwhile",
              new IllegalStateException("position " + entry.position() + " is taken"));
        }
        entries.put(new Place(entry.subject(), entry.position()), entry);
        heads.put(entry.subject(), entry.head());
      }
      return added;
    });
  }

  @Override
  public List<AuditEntry> history(Subject subject, @Nullable Long beforePosition, int limit) {
    return entries.all().reversed().stream()
        .filter(e -> e.subject().equals(subject))
        .filter(e -> beforePosition == null || e.position() < beforePosition)
        .limit(limit)
        .toList();
  }

  @Override
  public List<AuditEntry> histories(
      Collection<Subject> subjects, @Nullable UUID beforeEntry, int limit) {
    return newest(e -> subjects.contains(e.subject()), beforeEntry, limit);
  }

  @Override
  public List<AuditEntry> activity(UUID actorId, @Nullable UUID beforeEntry, int limit) {
    return newest(e -> e.actorId().equals(actorId), beforeEntry, limit);
  }

  private List<AuditEntry> newest(
      Predicate<AuditEntry> wanted, @Nullable UUID beforeEntry, int limit) {
    return entries.all().stream()
        .filter(wanted)
        .sorted(Comparator.comparing((AuditEntry e) -> e.id().toString()).reversed())
        .filter(e -> beforeEntry == null || e.id().toString().compareTo(beforeEntry.toString()) < 0)
        .limit(limit)
        .toList();
  }

  @Override
  public void eachInChainOrder(Consumer<AuditEntry> visitor) {
    entries.all().stream()
        .sorted(
            Comparator.comparing((AuditEntry e) -> e.subject().type())
                .thenComparing(e -> e.subject().id().toString())
                .thenComparing(AuditEntry::position))
        .forEach(visitor);
  }
}
