package dev.kith.crm.domain.scoring.prediction.learning;

import dev.kith.crm.domain.scoring.prediction.measure.Gain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A shape for each feature, boosted, and the few pairs that earn it: of the most promising ones
 * those are kept without which rows would be predicted worse by bags that have not seen them, by
 * more than the standard error of the difference.
 */
public final class AdditiveFit {

  private final Shapes shapes;
  private final List<PairShape> pairs;
  private final double bias;
  private final double[] leftOut;

  private AdditiveFit(Shapes shapes, List<PairShape> pairs, double bias, double[] leftOut) {
    this.shapes = shapes;
    this.pairs = List.copyOf(pairs);
    this.bias = bias;
    this.leftOut = leftOut;
  }

  /**
   * @param partitions each bag leaves out a part of one of them
   */
  public static AdditiveFit of(List<Feature> given, boolean[] won, List<Folds> partitions) {
    List<Feature> features = given.stream().map(f -> f.shrunk(won)).toList();
    int bags = partitions.stream().mapToInt(Folds::parts).sum();
    Boosting alone =
        new Boosting(features, won, partitions, Collections.nCopies(bags, new double[won.length]))
            .run();
    PairSearch search = new PairSearch(features, won, alone.leftOut());
    List<PairSearch.Candidate> candidates = search.mostPromising(spread(features, alone.shapes()));
    if (candidates.isEmpty()) {
      return new AdditiveFit(alone.shapes(), List.of(), alone.shapes().bias(), alone.leftOut());
    }
    List<Feature> cells = candidates.stream().map(search::feature).toList();
    Boosting together = new Boosting(cells, won, partitions, alone.ends()).run();
    return earned(alone, together, search, candidates, won);
  }

  private static AdditiveFit earned(
      Boosting alone,
      Boosting together,
      PairSearch search,
      List<PairSearch.Candidate> candidates,
      boolean[] won) {
    double[] logOdds = together.leftOut().clone();
    List<PairShape> kept = new ArrayList<>();
    for (int pair = candidates.size() - 1; pair >= 0; pair--) {
      double[] without = logOdds.clone();
      double[] added = together.leftOut(pair);
      for (int row = 0; row < without.length; row++) {
        without[row] -= added[row];
      }
      if (Gain.of(logOdds, without, won).isEarned()) {
        kept.addFirst(search.shape(candidates.get(pair), together.shapes().of(pair)));
      } else {
        logOdds = without;
      }
    }
    double bias = alone.shapes().bias() + (kept.isEmpty() ? 0 : together.shapes().bias());
    return new AdditiveFit(alone.shapes(), kept, bias, kept.isEmpty() ? alone.leftOut() : logOdds);
  }

  /** The variance of what each feature adds. */
  private static double[] spread(List<Feature> features, Shapes shapes) {
    double[] spread = new double[features.size()];
    for (int f = 0; f < spread.length; f++) {
      int[] counts = features.get(f).counts();
      double rows = 0;
      double sum = 0;
      double squares = 0;
      for (int bin = 0; bin < counts.length; bin++) {
        double value = shapes.value(f, bin);
        rows += counts[bin];
        sum += counts[bin] * value;
        squares += counts[bin] * value * value;
      }
      spread[f] = squares / rows - (sum / rows) * (sum / rows);
    }
    return spread;
  }

  public double bias() {
    return bias;
  }

  /** What each bin of a feature adds. */
  public double[] shape(int feature) {
    return shapes.of(feature);
  }

  public List<PairShape> pairs() {
    return pairs;
  }

  /** For each row the log-odds by the bags that have not seen it. */
  public double[] leftOut() {
    return leftOut.clone();
  }
}
