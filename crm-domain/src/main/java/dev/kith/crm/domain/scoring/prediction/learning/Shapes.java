package dev.kith.crm.domain.scoring.prediction.learning;

import java.util.List;

/** What was learned: a bias, and for each feature what each of its bins adds to the log-odds. */
public final class Shapes {

  private final double bias;
  private final double[][] values;

  Shapes(double bias, double[][] values) {
    this.bias = bias;
    this.values = values;
  }

  public double bias() {
    return bias;
  }

  public double value(int feature, int bin) {
    return values[feature][bin];
  }

  /** What each bin of a feature adds. */
  public double[] of(int feature) {
    return values[feature].clone();
  }

  /** What is said of a row. */
  double logOdds(List<Feature> features, int row) {
    double sum = bias;
    for (int f = 0; f < values.length; f++) {
      sum += values[f][features.get(f).bins[row]];
    }
    return sum;
  }

  /** Of models that are added up in log-odds, the mean is one as well. */
  static Shapes mean(List<Shapes> all) {
    double bias = 0;
    double[][] first = all.getFirst().values;
    double[][] sums = new double[first.length][];
    for (int f = 0; f < sums.length; f++) {
      sums[f] = new double[first[f].length];
    }
    for (Shapes shapes : all) {
      bias += shapes.bias / all.size();
      for (int f = 0; f < sums.length; f++) {
        for (int bin = 0; bin < sums[f].length; bin++) {
          sums[f][bin] += shapes.values[f][bin] / all.size();
        }
      }
    }
    return new Shapes(bias, sums);
  }
}
