package dev.kith.crm.domain.scoring.prediction.learning;

import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import java.util.Arrays;
import java.util.List;

/**
 * Boosting on some of the rows; what it gives the others shows when to stop.
 *
 * <p>A round visits each feature in turn and moves its shape a small step towards what the rows
 * still lack, so that no feature takes the credit of a correlated one only because it came first.
 * Steps are Newton's on the logistic loss. Within a round the residuals are carried on by the
 * second-order expansion, {@code g - h * step}, and are made exact at its end: this costs one
 * exponential a row and round instead of one for each feature.
 */
final class Bag {

  /** How much of each step is taken. */
  private static final double RATE = 0.05;

  private final List<Feature> features;
  private final boolean[] won;
  private final boolean[] inside;
  private final double[] logOdds;
  private final double[] gradient;
  private final double[] information;
  private final short[] everywhere;
  private final double[][] shapes;
  private double bias;
  private double gradientOfAll;
  private double informationOfAll;
  private short[] lastBins;
  private double[] lastStep = new double[1];

  /**
   * @param inside which rows are learned from
   * @param start log-odds of each row, from which is gone on
   */
  Bag(List<Feature> features, boolean[] won, boolean[] inside, double[] start) {
    this.features = features;
    this.won = won;
    this.inside = inside;
    this.logOdds = start.clone();
    this.gradient = new double[won.length];
    this.information = new double[won.length];
    this.everywhere = new short[won.length];
    this.lastBins = everywhere;
    this.shapes = features.stream().map(f -> new double[f.size]).toArray(double[][]::new);
  }

  /** Takes in the last round, and answers the sum of the losses of the rows left out. */
  double settle() {
    double loss = 0;
    gradientOfAll = 0;
    informationOfAll = 0;
    for (int i = 0; i < logOdds.length; i++) {
      double now = logOdds[i] + lastStep[lastBins[i]];
      logOdds[i] = now;
      if (inside[i]) {
        double probability = LogOdds.probability(now);
        gradient[i] = (won[i] ? 1 : 0) - probability;
        information[i] = probability * (1 - probability);
        gradientOfAll += gradient[i];
        informationOfAll += information[i];
      } else {
        loss += LogOdds.loss(now, won[i]);
      }
    }
    lastBins = everywhere;
    lastStep = new double[1];
    return loss;
  }

  /** A round; must follow on {@link #settle}. */
  void advance() {
    double step = gradientOfAll / (informationOfAll + Shrinkage.OF_LEAVES);
    bias += step;
    short[] bins = everywhere;
    double[] steps = {step};
    for (int f = 0; f < shapes.length; f++) {
      Feature feature = features.get(f);
      Sums sums = carryOn(bins, steps, feature);
      bins = feature.bins;
      steps = sums.steps(feature, shapes[f], RATE);
      for (int bin = 0; bin < steps.length; bin++) {
        shapes[f][bin] += steps[bin];
      }
    }
    lastBins = bins;
    lastStep = steps;
  }

  /** Takes a step in, and sums up by the bins of the next feature, in one pass over the rows. */
  private Sums carryOn(short[] bins, double[] steps, Feature next) {
    Sums sums = new Sums(next.size);
    short[] nextBins = next.bins;
    for (int i = 0; i < logOdds.length; i++) {
      double step = steps[bins[i]];
      logOdds[i] += step;
      double left = gradient[i] - information[i] * step;
      gradient[i] = left;
      int bin = nextBins[i];
      sums.gradient[bin] += left;
      sums.information[bin] += information[i];
    }
    return sums;
  }

  double logOdds(int row) {
    return logOdds[row];
  }

  boolean isLeftOut(int row) {
    return !inside[row];
  }

  Shapes shapes() {
    return new Shapes(bias, Arrays.stream(shapes).map(double[]::clone).toArray(double[][]::new));
  }
}
