package dev.kith.crm.domain.scoring.prediction.learning;

import org.jspecify.annotations.Nullable;

/**
 * Where a run of bins is parted, and what that gains in log-likelihood, by the second-order
 * expansion: half of {@code G²/(H + r)} of both parts less that of the whole (Friedman, Greedy
 * Function Approximation, Annals of Statistics 29, 2001; in this form Chen and Guestrin, XGBoost,
 * KDD 2016).
 *
 * @param at the first bin of the upper part
 */
record Split(int at, double gain) {

  /** The best one between two bins; none where none gains enough. */
  static @Nullable Split best(Sums sums, int from, int to) {
    double gradient = 0;
    double information = 0;
    for (int bin = from; bin < to; bin++) {
      gradient += sums.gradient[bin];
      information += sums.information[bin];
    }
    double whole = worth(gradient, information);
    double best = 2 * Shrinkage.LEAST_GAIN;
    int at = -1;
    double gradientBelow = 0;
    double informationBelow = 0;
    for (int bin = from; bin < to - 1; bin++) {
      gradientBelow += sums.gradient[bin];
      informationBelow += sums.information[bin];
      double informationAbove = information - informationBelow;
      if (informationBelow >= Shrinkage.LEAST_INFORMATION
          && informationAbove >= Shrinkage.LEAST_INFORMATION) {
        double gain =
            worth(gradientBelow, informationBelow)
                + worth(gradient - gradientBelow, informationAbove)
                - whole;
        if (gain > best) {
          best = gain;
          at = bin + 1;
        }
      }
    }
    return at < 0 ? null : new Split(at, best / 2);
  }

  private static double worth(double gradient, double information) {
    return gradient * gradient / (information + Shrinkage.OF_LEAVES);
  }
}
