package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.enrichment.FoundValueStore;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.FoundValue;
import dev.kith.crm.domain.intake.enrichment.FoundValueId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

final class MemoryFoundValues implements FoundValueStore {

  private record Key(LeadId lead, EnrichmentField field, String source, String value) {
    static Key of(FoundValue value) {
      return new Key(value.lead(), value.field(), value.source(), value.value());
    }
  }

  private final MemoryTransactions transactions;
  private final MemoryTable<FoundValueId, FoundValue> values;

  MemoryFoundValues(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.values = new MemoryTable<>(transactions);
  }

  @Override
  public List<FoundValue> of(Collection<LeadId> leads) {
    Set<LeadId> wanted = Set.copyOf(leads);
    return values.all().stream().filter(value -> wanted.contains(value.lead())).toList();
  }

  @Override
  public void replace(Collection<FoundValue> known, List<FoundValue> added) {
    transactions.alone(() -> {
      if (!values.all().stream()
          .map(FoundValue::id)
          .collect(Collectors.toSet())
          .containsAll(known.stream().map(FoundValue::id).toList())) {
        throw new ConcurrentChangeException(
            "somebody else was enriching the same lead", new IllegalStateException());
      }
      known.forEach(value -> values.remove(value.id()));
      added.forEach(value -> values.put(value.id(), value));
      return added;
    });
  }

  @Override
  public List<FoundValueId> move(LeadId from, LeadId to) {
    return transactions.alone(() -> {
      Set<Key> there = new HashSet<>();
      of(List.of(to)).forEach(value -> there.add(Key.of(value)));
      List<FoundValue> moved =
          of(List.of(from)).stream()
              .filter(value -> !there.contains(Key.of(value.of(to))))
              .toList();
      moved.forEach(value -> values.put(value.id(), value.of(to)));
      return moved.stream().map(FoundValue::id).toList();
    });
  }

  @Override
  public void moveBack(Collection<FoundValueId> moved, LeadId from, LeadId to) {
    transactions.alone(() -> {
      of(List.of(from)).stream()
          .filter(value -> moved.contains(value.id()))
          .forEach(value -> values.put(value.id(), value.of(to)));
      return moved;
    });
  }
}
