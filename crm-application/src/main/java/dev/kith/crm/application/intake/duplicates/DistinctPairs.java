package dev.kith.crm.application.intake.duplicates;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps the pairs of records that somebody told apart; a pair stands there once at most. */
public interface DistinctPairs {

  /** Keeps a pair, unless its two records are told apart already; answers the pair that is kept. */
  DistinctPair add(DistinctPair pair);

  /**
   * Keeps many pairs at once, except those whose records are told apart already; answers those that
   * are new.
   */
  List<DistinctPair> addAll(List<DistinctPair> pairs);

  Optional<DistinctPair> find(DistinctPairId id);

  /** Forgets a pair; answers whether it was there. */
  boolean remove(DistinctPairId id);

  /** The pairs that one of these records is in, newest first. */
  List<DistinctPair> of(Collection<UUID> records);

  /** The records that are not the same as this one. */
  default Set<UUID> toldApartFrom(UUID record) {
    return of(List.of(record)).stream()
        .map(pair -> pair.otherThan(record))
        .collect(toImmutableSet());
  }
}
