package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.DistinctPairs;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DuplicateGroups;
import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import dev.kith.crm.domain.lead.LeadId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes clusters of chains: leads that contradict each other, or that somebody has told apart, are
 * not one cluster only because a third looks like both.
 */
final class Clustering {

  private final BlockingKeys keys;
  private final DistinctPairs distinct;
  private final DuplicateMatcher matcher;

  Clustering(BlockingKeys keys, DistinctPairs distinct, DuplicateMatcher matcher) {
    this.keys = keys;
    this.distinct = distinct;
    this.matcher = matcher;
  }

  /**
   * @param leads all that stand in the chains
   */
  List<Cluster> of(List<List<ScoredPair<LeadId>>> chains, Set<LeadId> leads) {
    if (leads.isEmpty()) {
      return List.of();
    }
    Map<LeadId, Fingerprint> prints = Likeness.fingerprints(keys.leads(leads));
    Set<Set<LeadId>> apart = new HashSet<>();
    for (DistinctPair pair : distinct.of(leads.stream().map(LeadId::value).toList())) {
      apart.add(Set.of(new LeadId(pair.first()), new LeadId(pair.second())));
    }
    List<Cluster> clusters = new ArrayList<>();
    for (List<ScoredPair<LeadId>> chain : chains) {
      List<ScoredPair<LeadId>> open =
          chain.stream()
              .filter(pair ->
                  prints.containsKey(pair.first())
                      && prints.containsKey(pair.second())
                      && !apart.contains(Set.of(pair.first(), pair.second())))
              .toList();
      clusters.addAll(grouped(open, prints, apart));
    }
    return clusters;
  }

  private List<Cluster> grouped(
      List<ScoredPair<LeadId>> pairs, Map<LeadId, Fingerprint> prints, Set<Set<LeadId>> apart) {
    if (pairs.size() == 1) {
      return List.of(Cluster.of(pairs));
    }
    Collection<ScoredPair<UUID>> known =
        pairs.stream()
            .map(p -> new ScoredPair<>(p.first().value(), p.second().value(), p.weight()))
            .toList();
    List<List<UUID>> groups =
        DuplicateGroups.group(
            known,
            (a, b) -> weight(new LeadId(a), new LeadId(b), prints, apart),
            matcher.warnFrom());
    Map<LeadId, Integer> groupOf = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      for (UUID member : groups.get(i)) {
        groupOf.put(new LeadId(member), i);
      }
    }
    Map<Integer, List<ScoredPair<LeadId>>> within = new HashMap<>();
    for (ScoredPair<LeadId> pair : pairs) {
      Integer group = groupOf.get(pair.first());
      if (group != null && group.equals(groupOf.get(pair.second()))) {
        within.computeIfAbsent(group, g -> new ArrayList<>()).add(pair);
      }
    }
    return within.values().stream().map(Cluster::of).toList();
  }

  private double weight(
      LeadId one, LeadId other, Map<LeadId, Fingerprint> prints, Set<Set<LeadId>> apart) {
    Fingerprint a = prints.get(one);
    Fingerprint b = prints.get(other);
    // Nothing outweighs what somebody has said.
    return a == null || b == null || apart.contains(Set.of(one, other))
        ? Double.NEGATIVE_INFINITY
        : matcher.compare(a, b).weight();
  }
}
