package dev.kith.crm.application.intake.duplicates;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps the pairs of leads that somebody told apart; a pair stands there once at most. */
public interface DistinctPairs {

  /** Keeps a pair, unless its two leads are told apart already; answers the pair that is kept. */
  DistinctPair add(DistinctPair pair);

  /**
   * Keeps many pairs at once, except those whose leads are told apart already; answers those that
   * are new.
   */
  List<DistinctPair> addAll(List<DistinctPair> pairs);

  Optional<DistinctPair> find(DistinctPairId id);

  /** Forgets a pair; answers whether it was there. */
  boolean remove(DistinctPairId id);

  /** The pairs that one of these leads is in, newest first. */
  List<DistinctPair> of(Collection<LeadId> leads);

  /** The leads that are not the same as this one. */
  default Set<LeadId> toldApartFrom(LeadId lead) {
    return of(List.of(lead)).stream().map(pair -> pair.otherThan(lead)).collect(toImmutableSet());
  }
}
