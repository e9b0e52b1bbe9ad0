package dev.kith.crm.domain.intake.duplicates.scan;

import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Leads that are probably one and the same.
 *
 * @param pairs those of its leads that look alike, the likeliest first; at least one
 */
public record Cluster(ClusterId id, List<ScoredPair<LeadId>> pairs) {

  public Cluster {
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("a cluster without a pair: " + id);
    }
  }

  /** The cluster of these pairs, whatever their order. */
  public static Cluster of(List<ScoredPair<LeadId>> pairs) {
    List<ScoredPair<LeadId>> sorted = pairs.stream().sorted(Chains.likeliestFirst()).toList();
    return new Cluster(new ClusterId(leads(sorted).getFirst().value()), sorted);
  }

  /** The weight of its likeliest pair, in bits. */
  public double weight() {
    return pairs.getFirst().weight();
  }

  /** In the order of their ids. */
  public List<LeadId> leads() {
    return leads(pairs);
  }

  private static List<LeadId> leads(List<ScoredPair<LeadId>> pairs) {
    return pairs.stream()
        .flatMap(pair -> Stream.of(pair.first(), pair.second()))
        .distinct()
        .sorted(Comparator.comparing(LeadId::toString))
        .toList();
  }
}
