package dev.kith.crm.domain.intake.duplicates.scan;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Pairs that hang together, by union-find, the likeliest first. A chain has a largest length, for
 * what is done with it afterwards compares all with all: a pair that would make one longer is cut,
 * and counted.
 *
 * <p>Source: Tarjan, Efficiency of a Good But Not Linear Set Union Algorithm, JACM 22 (1975).
 *
 * @param chains each with its pairs; pairs that were cut are in none
 * @param cut how many pairs would have made a chain too long
 */
public record Chains(List<List<ScoredPair<UUID>>> chains, int cut) {

  public Chains {
    chains = ImmutableList.copyOf(chains);
  }

  static Comparator<ScoredPair<UUID>> likeliestFirst() {
    return Comparator.comparingDouble((ScoredPair<UUID> pair) -> -pair.weight())
        .thenComparing(pair -> pair.first().toString())
        .thenComparing(pair -> pair.second().toString());
  }

  /**
   * @param longest at most so many records in a chain
   */
  public static Chains of(Collection<ScoredPair<UUID>> pairs, int longest) {
    List<ScoredPair<UUID>> sorted = pairs.stream().sorted(likeliestFirst()).toList();
    Forest forest = new Forest(longest);
    List<ScoredPair<UUID>> kept = new ArrayList<>(sorted.size());
    for (ScoredPair<UUID> pair : sorted) {
      if (forest.join(pair.first(), pair.second())) {
        kept.add(pair);
      }
    }
    Map<Integer, List<ScoredPair<UUID>>> chains = new LinkedHashMap<>();
    for (ScoredPair<UUID> pair : kept) {
      chains.computeIfAbsent(forest.rootOf(pair.first()), root -> new ArrayList<>()).add(pair);
    }
    return new Chains(List.copyOf(chains.values()), sorted.size() - kept.size());
  }

  private static final class Forest {

    private final int longest;
    private final Map<UUID, Integer> places = new HashMap<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    Forest(int longest) {
      this.longest = longest;
    }

    /** Whether they hang together now. */
    boolean join(UUID one, UUID other) {
      int a = rootOf(one);
      int b = rootOf(other);
      if (a == b) {
        return true;
      }
      int together = sizes.get(a) + sizes.get(b);
      if (together > longest) {
        return false;
      }
      int into = sizes.get(a) >= sizes.get(b) ? a : b;
      parents.set(into == a ? b : a, into);
      sizes.set(into, together);
      return true;
    }

    int rootOf(UUID record) {
      int place =
          places.computeIfAbsent(
              record,
              unknown -> {
                parents.add(parents.size());
                sizes.add(1);
                return parents.size() - 1;
              });
      while (parents.get(place) != place) {
        parents.set(place, parents.get(parents.get(place)));
        place = parents.get(place);
      }
      return place;
    }
  }
}
