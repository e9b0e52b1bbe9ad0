package dev.kith.crm.domain.scoring.prediction.learning;

import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which two features may say something together. The residuals of rows by bags that have not seen
 * them are summed up in a coarse table for each pair, and pairs are ranked by what such a table
 * would gain, less what it would gain of noise alone.
 *
 * <p>Source: Lou, Caruana, Gehrke and Hooker, Accurate Intelligible Models with Pairwise
 * Interactions (GA2M), KDD 2013, whose FAST ranks pairs likewise with tables of four cells.
 */
final class PairSearch {

  /** Cells of finer tables would hold too few rows. */
  private static final int GROUPS = 8;

  /** How many of the most promising pairs are learned and held against what they earn. */
  private static final int MOST = 10;

  /**
   * In standard deviations of what a table gains of noise: one in a thousand pairs that are nothing
   * else promises so much.
   */
  private static final double LEAST = 3;

  /** Of this many features, the pairs would take longer than all of the rest. */
  private static final int MOST_FEATURES = 40;

  private final List<Feature> features;
  private final List<Coarse> coarse;
  private final double[] gradient;
  private final double[] information;

  PairSearch(List<Feature> features, boolean[] won, double[] leftOut) {
    this.features = features;
    this.coarse = features.stream().map(f -> Coarse.of(f, GROUPS)).toList();
    this.gradient = new double[won.length];
    this.information = new double[won.length];
    for (int row = 0; row < won.length; row++) {
      double probability = LogOdds.probability(leftOut[row]);
      gradient[row] = (won[row] ? 1 : 0) - probability;
      information[row] = probability * (1 - probability);
    }
  }

  /** Two features by their places, and what they promise. */
  record Candidate(int first, int second, double promise) {}

  /**
   * @param worth how much each feature says alone; beyond a number of features, only those that say
   *     most are paired
   */
  List<Candidate> mostPromising(double[] worth) {
    List<Integer> paired = new ArrayList<>();
    for (int f = 0; f < features.size(); f++) {
      paired.add(f);
    }
    paired.sort(Comparator.comparingDouble((Integer f) -> -worth[f]));
    List<Integer> some = paired.stream().limit(MOST_FEATURES).sorted().toList();
    List<Candidate> all = new ArrayList<>();
    for (int a = 0; a < some.size(); a++) {
      for (int b = 0; b < a; b++) {
        promising(some.get(b), some.get(a)).ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparingDouble((Candidate c) -> -c.promise()));
    return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
  }

  private Optional<Candidate> promising(int first, int second) {
    Coarse rows = coarse.get(first);
    Coarse columns = coarse.get(second);
    double[] g = new double[rows.size() * columns.size()];
    double[] h = new double[g.length];
    short[] firstBins = features.get(first).bins;
    short[] secondBins = features.get(second).bins;
    for (int i = 0; i < gradient.length; i++) {
      int cell = rows.group(firstBins[i]) * columns.size() + columns.group(secondBins[i]);
      g[cell] += gradient[i];
      h[cell] += information[i];
    }
    double promise = 0;
    double variance = 0;
    for (int cell = 0; cell < g.length; cell++) {
      double weight = h[cell] + Shrinkage.OF_CELLS;
      promise += (g[cell] * g[cell] - h[cell]) / weight / 2;
      variance += h[cell] * h[cell] / (weight * weight) / 2;
    }
    return promise > LEAST * Math.sqrt(variance)
        ? Optional.of(new Candidate(first, second, promise))
        : Optional.empty();
  }

  Feature feature(Candidate pair) {
    Coarse rows = coarse.get(pair.first());
    Coarse columns = coarse.get(pair.second());
    short[] firstBins = features.get(pair.first()).bins;
    short[] secondBins = features.get(pair.second()).bins;
    short[] cells = new short[gradient.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (short) (rows.group(firstBins[i]) * columns.size() + columns.group(secondBins[i]));
    }
    return Feature.pair(cells, rows.size() * columns.size());
  }

  PairShape shape(Candidate pair, double[] values) {
    return new PairShape(
        pair.first(), pair.second(), coarse.get(pair.first()), coarse.get(pair.second()), values);
  }
}
