package dev.kith.crm.benchmark.quality;

import dev.kith.crm.domain.intake.duplicates.DuplicateGroups;
import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchScore;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the matcher finds among labelled records: by keys, comparison and decision, as in the
 * product.
 */
final class DuplicatePairs {

  record Pair(int first, int second) {}

  final LabelledRecords records;
  final Set<Pair> candidates;

  DuplicatePairs(LabelledRecords records) {
    this.records = records;
    this.candidates = candidates(records.fingerprints());
  }

  private static Set<Pair> candidates(List<Fingerprint> fingerprints) {
    Map<String, List<Integer>> blocks = new HashMap<>();
    for (int i = 0; i < fingerprints.size(); i++) {
      for (String key : fingerprints.get(i).blockingKeys()) {
        blocks.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      }
    }
    Set<Pair> pairs = new LinkedHashSet<>();
    for (List<Integer> block : blocks.values()) {
      for (int i = 0; i < block.size(); i++) {
        for (int j = 0; j < i; j++) {
          pairs.add(new Pair(block.get(j), block.get(i)));
        }
      }
    }
    return pairs;
  }

  boolean isTrue(Pair pair) {
    return records.truths().get(pair.first()).equals(records.truths().get(pair.second()));
  }

  long truePairs() {
    Map<String, Integer> sizes = new HashMap<>();
    records.truths().forEach(t -> sizes.merge(t, 1, Integer::sum));
    return sizes.values().stream().mapToLong(n -> n * (n - 1L) / 2).sum();
  }

  MatchScore compare(DuplicateMatcher matcher, Pair pair) {
    return matcher.compare(
        records.fingerprints().get(pair.first()), records.fingerprints().get(pair.second()));
  }

  List<ScoredPair<Integer>> found(DuplicateMatcher matcher) {
    List<ScoredPair<Integer>> found = new ArrayList<>();
    for (Pair pair : candidates) {
      MatchScore score = compare(matcher, pair);
      if (score.decision() != MatchDecision.NONE) {
        found.add(new ScoredPair<>(pair.first(), pair.second(), score.weight()));
      }
    }
    return found;
  }

  Set<Pair> grouped(DuplicateMatcher matcher, List<ScoredPair<Integer>> found) {
    Set<Pair> pairs = new LinkedHashSet<>();
    List<List<Integer>> groups =
        DuplicateGroups.group(found, (a, b) -> compare(matcher, new Pair(a, b)).weight());
    for (List<Integer> group : groups) {
      for (int i = 0; i < group.size(); i++) {
        for (int j = 0; j < i; j++) {
          pairs.add(new Pair(group.get(j), group.get(i)));
        }
      }
    }
    return pairs;
  }
}
