package dev.kith.crm.domain.scoring.prediction.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cyclic boosting of one shape for each feature, in bags that go on side by side. Each bag leaves
 * out a part of the rows; all stop in the round in which the rows left out are predicted best by
 * the bags that do not know them, and the model is the mean of all bags. So every row is learned
 * from, and for every row there is a prediction by bags that have not seen it.
 *
 * <p>Sources: Lou, Caruana and Gehrke, Intelligible Models for Classification and Regression, KDD
 * 2012 (cyclic gradient boosting of bagged shallow trees for single columns); Nori, Jenkins, Koch
 * and Caruana, InterpretML, 2019 (the explainable boosting machine: small steps in turn, bins, bags
 * with early stopping). Different here: words move by ridge-shrunk Newton steps of each level
 * instead of trees, and a split must gain a least amount.
 */
final class Boosting {

  private static final int MOST_ROUNDS = 2000;
  private static final int PATIENCE = 30;

  private final List<Feature> features;
  private final boolean[] won;
  private final List<Bag> bags = new ArrayList<>();
  private final int repeats;
  private final double[] leftOut;
  private List<Shapes> best = List.of();
  private double loss = Double.POSITIVE_INFINITY;

  /**
   * @param partitions each row is left out once in each of them
   * @param starts for each part of each partition, in their order, the log-odds to start from
   */
  Boosting(List<Feature> features, boolean[] won, List<Folds> partitions, List<double[]> starts) {
    this.features = features;
    this.won = won;
    this.repeats = partitions.size();
    this.leftOut = new double[won.length];
    int next = 0;
    for (Folds folds : partitions) {
      for (int part = 0; part < folds.parts(); part++) {
        bags.add(new Bag(features, won, folds.outside(part), starts.get(next++)));
      }
    }
  }

  Boosting run() {
    int since = 0;
    for (int round = 0; round < MOST_ROUNDS && since < PATIENCE; round++) {
      double now = bags.stream().mapToDouble(Bag::settle).sum() / ((double) repeats * won.length);
      since = now < loss - 1e-6 ? 0 : since + 1;
      if (now < loss) {
        loss = now;
        remember();
      }
      bags.forEach(Bag::advance);
    }
    return this;
  }

  private void remember() {
    best = bags.stream().map(Bag::shapes).toList();
    Arrays.fill(leftOut, 0);
    for (Bag bag : bags) {
      for (int row = 0; row < leftOut.length; row++) {
        if (bag.isLeftOut(row)) {
          leftOut[row] += bag.logOdds(row) / repeats;
        }
      }
    }
  }

  Shapes shapes() {
    return Shapes.mean(best);
  }

  /** For each row the log-odds by the bags that have not seen it. */
  double[] leftOut() {
    return leftOut;
  }

  /** What a feature adds for each row, by the bags that have not seen it. */
  double[] leftOut(int feature) {
    double[] added = new double[won.length];
    for (int b = 0; b < bags.size(); b++) {
      for (int row = 0; row < added.length; row++) {
        if (bags.get(b).isLeftOut(row)) {
          added[row] += best.get(b).value(feature, features.get(feature).bins[row]) / repeats;
        }
      }
    }
    return added;
  }

  /** For each bag the log-odds of all rows, to go on from. */
  List<double[]> ends() {
    List<double[]> ends = new ArrayList<>();
    for (Shapes shapes : best) {
      double[] end = new double[won.length];
      for (int row = 0; row < end.length; row++) {
        end[row] = shapes.logOdds(features, row);
      }
      ends.add(end);
    }
    return ends;
  }
}
