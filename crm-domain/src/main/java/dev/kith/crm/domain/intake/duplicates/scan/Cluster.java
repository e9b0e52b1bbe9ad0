package dev.kith.crm.domain.intake.duplicates.scan;

import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Records of one kind that are probably one and the same.
 *
 * @param pairs those of its records that look alike, the likeliest first; at least one
 */
public record Cluster(ClusterId id, List<ScoredPair<UUID>> pairs) {

  public Cluster {
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("a cluster without a pair: " + id);
    }
  }

  /** The cluster of these pairs, whatever their order. */
  public static Cluster of(List<ScoredPair<UUID>> pairs) {
    List<ScoredPair<UUID>> sorted = pairs.stream().sorted(Chains.likeliestFirst()).toList();
    return new Cluster(new ClusterId(records(sorted).getFirst()), sorted);
  }

  /** The weight of its likeliest pair, in bits. */
  public double weight() {
    return pairs.getFirst().weight();
  }

  /** In the order of their ids. */
  public List<UUID> records() {
    return records(pairs);
  }

  private static List<UUID> records(List<ScoredPair<UUID>> pairs) {
    return pairs.stream()
        .flatMap(pair -> Stream.of(pair.first(), pair.second()))
        .distinct()
        .sorted(Comparator.comparing(UUID::toString))
        .toList();
  }
}
