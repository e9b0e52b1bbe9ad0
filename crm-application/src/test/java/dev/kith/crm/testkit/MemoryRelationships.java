package dev.kith.crm.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.relationship.RelationshipStore;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

final class MemoryRelationships implements RelationshipStore {

  private final MemoryAggregates<RelationshipId, Relationship> relationships;

  MemoryRelationships(MemoryTransactions transactions) {
    this.relationships = new MemoryAggregates<>(transactions, Relationship::id);
  }

  @Override
  public Optional<Relationship> find(RelationshipId id) {
    return relationships.find(id);
  }

  @Override
  public Outcome<Relationship> add(Relationship relationship) {
    return relationships.add(relationship, this::alone);
  }

  @Override
  public Outcome<Relationship> update(Relationship relationship) {
    return relationships.update(relationship, this::alone);
  }

  private Outcome<Relationship> alone(Relationship next) {
    if (ofTarget(next.target()).stream()
        .filter(r -> !r.id().equals(next.id()) && r.isLasting() && next.isLasting())
        .anyMatch(r ->
            (r.isPrimary() && next.isPrimary())
                || (r.contact().equals(next.contact()) && r.role().equals(next.role())))) {
      throw new ConcurrentChangeException(
          "somebody was first", new IllegalStateException(next.target().toString()));
    }
    return Outcome.done(next);
  }

  /** Runs are one after the other. */
  @Override
  public void lock(Target target) {}

  @Override
  public List<Relationship> ofTarget(Target target) {
    return some(r -> r.target().equals(target));
  }

  @Override
  public List<Relationship> ofContact(ContactId contact) {
    return some(r -> r.contact().equals(contact));
  }

  private List<Relationship> some(Predicate<Relationship> which) {
    return relationships.all().stream()
        .filter(which)
        .sorted(Comparator.comparing(r -> r.id().toString()))
        .toList();
  }

  @Override
  public Map<String, Long> countByRole() {
    return relationships.all().stream().collect(groupingBy(Relationship::role, counting()));
  }

  List<Relationship> all() {
    return relationships.all();
  }
}
