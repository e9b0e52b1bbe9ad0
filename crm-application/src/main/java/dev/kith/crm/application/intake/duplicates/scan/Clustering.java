package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.intake.duplicates.DistinctPairs;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DuplicateGroups;
import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.intake.duplicates.scan.Cluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes clusters of chains: records that contradict each other, or that somebody has told apart,
 * are not one cluster only because a third looks like both.
 */
final class Clustering {

  private final ScannedRecords records;
  private final DistinctPairs distinct;
  private final DuplicateMatcher matcher;

  Clustering(ScannedRecords records, DistinctPairs distinct, DuplicateMatcher matcher) {
    this.records = records;
    this.distinct = distinct;
    this.matcher = matcher;
  }

  /**
   * @param ids of all that stand in the chains
   */
  List<Cluster> of(List<List<ScoredPair<UUID>>> chains, Set<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<UUID, Scanned> found = records.byId(ids);
    Set<Set<UUID>> apart = new HashSet<>();
    for (DistinctPair pair : distinct.of(ids)) {
      apart.add(Set.of(pair.first(), pair.second()));
    }
    List<Cluster> clusters = new ArrayList<>();
    for (List<ScoredPair<UUID>> chain : chains) {
      List<ScoredPair<UUID>> open =
          chain.stream()
              .filter(pair ->
                  found.containsKey(pair.first())
                      && found.containsKey(pair.second())
                      && !apart.contains(Set.of(pair.first(), pair.second())))
              .toList();
      clusters.addAll(grouped(open, found, apart));
    }
    return clusters;
  }

  private List<Cluster> grouped(
      List<ScoredPair<UUID>> pairs, Map<UUID, Scanned> found, Set<Set<UUID>> apart) {
    if (pairs.size() == 1) {
      return List.of(Cluster.of(pairs));
    }
    List<List<UUID>> groups =
        DuplicateGroups.group(pairs, (a, b) -> weight(a, b, found, apart), matcher.warnFrom());
    Map<UUID, Integer> groupOf = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      for (UUID member : groups.get(i)) {
        groupOf.put(member, i);
      }
    }
    Map<Integer, List<ScoredPair<UUID>>> within = new HashMap<>();
    for (ScoredPair<UUID> pair : pairs) {
      Integer group = groupOf.get(pair.first());
      if (group != null && group.equals(groupOf.get(pair.second()))) {
        within.computeIfAbsent(group, g -> new ArrayList<>()).add(pair);
      }
    }
    return within.values().stream().map(Cluster::of).toList();
  }

  private double weight(UUID one, UUID other, Map<UUID, Scanned> found, Set<Set<UUID>> apart) {
    Scanned a = found.get(one);
    Scanned b = found.get(other);
    // Nothing outweighs what somebody has said.
    return a == null || b == null || apart.contains(Set.of(one, other))
        ? Double.NEGATIVE_INFINITY
        : Likeness.compared(a, b, matcher).weight();
  }
}
