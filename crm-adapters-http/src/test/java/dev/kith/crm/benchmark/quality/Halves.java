package dev.kith.crm.benchmark.quality;

import dev.kith.crm.benchmark.quality.DuplicatePairs.Pair;
import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether the one threshold of the product was fitted to the data: records are parted into two
 * halves, by the person or organisation that they tell of; each half is measured with the threshold
 * that would have been best for the other.
 */
final class Halves {

  private record Scored(boolean same, boolean found, double weight) {}

  private record Half(List<Scored> pairs, long all) {

    /** The F1 where pairs of at least this weight count as found. */
    double f1From(double threshold) {
      long found = pairs.stream().filter(p -> p.weight >= threshold).count();
      long right = pairs.stream().filter(p -> p.weight >= threshold && p.same).count();
      return 2.0 * right / (found + all);
    }

    double f1OfTheProduct() {
      long found = pairs.stream().filter(Scored::found).count();
      long right = pairs.stream().filter(p -> p.found && p.same).count();
      return 2.0 * right / (found + all);
    }

    /** Between the last pair that is worth finding and the next. */
    double bestThreshold() {
      List<Scored> falling =
          pairs.stream().sorted(Comparator.comparingDouble(Scored::weight).reversed()).toList();
      double best = 0;
      double threshold = 0;
      long right = 0;
      for (int i = 0; i + 1 < falling.size(); i++) {
        right += falling.get(i).same ? 1 : 0;
        double f1 = 2.0 * right / (i + 1 + all);
        double next = falling.get(i + 1).weight;
        if (f1 > best && next < falling.get(i).weight) {
          best = f1;
          threshold = (falling.get(i).weight + next) / 2;
        }
      }
      return threshold;
    }
  }

  private Halves() {}

  static List<Figure> figures(DuplicatePairs pairs, DuplicateMatcher matcher) {
    String name = pairs.records.name();
    Half one = half(pairs, matcher, 0);
    Half other = half(pairs, matcher, 1);
    return List.of(
        new Figure(name, "F1 of halves", both(one.f1OfTheProduct(), other.f1OfTheProduct()), ""),
        new Figure(
            name,
            "F1 of halves by one another's threshold",
            both(one.f1From(other.bestThreshold()), other.f1From(one.bestThreshold())),
            ""));
  }

  private static String both(double one, double other) {
    return String.format(Locale.ROOT, "%.4f, %.4f", one, other);
  }

  /** Pairs across the halves belong to neither. */
  private static Half half(DuplicatePairs pairs, DuplicateMatcher matcher, int which) {
    List<String> truths = pairs.records.truths();
    Map<String, Long> sizes = new HashMap<>();
    truths.stream().filter(t -> halfOf(t) == which).forEach(t -> sizes.merge(t, 1L, Long::sum));
    List<Scored> scored = new ArrayList<>();
    for (Pair pair : pairs.candidates) {
      if (halfOf(truths.get(pair.first())) == which && halfOf(truths.get(pair.second())) == which) {
        var score = pairs.compare(matcher, pair);
        scored.add(
            new Scored(pairs.isTrue(pair), score.decision() != MatchDecision.NONE, score.weight()));
      }
    }
    return new Half(scored, sizes.values().stream().mapToLong(n -> n * (n - 1) / 2).sum());
  }

  private static int halfOf(String truth) {
    return Math.floorMod(truth.hashCode(), 2);
  }
}
