package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.duplicates.DistinctPairs;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class MemoryDistinctPairs implements DistinctPairs {

  private final MemoryTransactions transactions;
  private final MemoryTable<DistinctPairId, DistinctPair> pairs;

  MemoryDistinctPairs(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.pairs = new MemoryTable<>(transactions);
  }

  @Override
  public DistinctPair add(DistinctPair pair) {
    return transactions.alone(() ->
        pairs.all().stream()
            .filter(p -> p.first().equals(pair.first()) && p.second().equals(pair.second()))
            .findFirst()
            .orElseGet(() -> {
              pairs.put(pair.id(), pair);
              return pair;
            }));
  }

  @Override
  public List<DistinctPair> addAll(List<DistinctPair> added) {
    return added.stream().filter(pair -> add(pair).equals(pair)).toList();
  }

  @Override
  public Optional<DistinctPair> find(DistinctPairId id) {
    return pairs.find(id);
  }

  @Override
  public boolean remove(DistinctPairId id) {
    return pairs.remove(id).isPresent();
  }

  @Override
  public List<DistinctPair> of(Collection<UUID> records) {
    return pairs.all().stream()
        .filter(p -> records.contains(p.first()) || records.contains(p.second()))
        .sorted(Comparator.comparing((DistinctPair p) -> p.id().toString()).reversed())
        .toList();
  }
}
