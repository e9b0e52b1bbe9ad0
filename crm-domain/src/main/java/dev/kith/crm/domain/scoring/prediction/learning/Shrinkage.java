package dev.kith.crm.domain.scoring.prediction.learning;

/**
 * How strongly the learners believe in "no difference" before they have seen an example. A ridge of
 * r is a normal prior of variance 1/r on the log-odds of a level: examples that carry an
 * information of r, which are 4 r with even odds, move it half of the way to what they say.
 */
final class Shrinkage {

  /** Levels of which it is not known how much they differ: most are within half a unit. */
  static final double OF_LEVELS = 4;

  /** Levels that do not seem to differ at all. */
  private static final double OF_NOISE = 100;

  /** Cells of a pair: what two columns say together beyond what each says is little. */
  static final double OF_CELLS = 10;

  /** Leaves of a step. */
  static final double OF_LEAVES = 1;

  /**
   * What a split must gain in log-likelihood. Among some hundred places for a split, the best one
   * gains 2 to 4 where there is nothing to be found; that a shape is not smoothed too much where
   * there is, it must be less, and bags and their rows left out do the rest.
   */
  static final double LEAST_GAIN = 1;

  /** Information that each side of a split must have; that of 8 examples with even odds. */
  static final double LEAST_INFORMATION = 2;

  private Shrinkage() {}

  /**
   * The ridge for words, by how much their shares of won ones differ beyond chance: an estimate of
   * the variance between levels by moments (as DerSimonian and Laird, Controlled Clinical Trials 7,
   * 1986, do for trials). So a column of many towns that say nothing is hardly read, and one of few
   * sources that say much is.
   */
  static double estimated(Feature feature, boolean[] won) {
    double share = 0;
    for (boolean one : won) {
      share += one ? 1.0 / won.length : 0;
    }
    Sums sums = new Sums(feature.size);
    for (int row = 0; row < won.length; row++) {
      sums.gradient[feature.bins[row]] += (won[row] ? 1 : 0) - share;
      sums.information[feature.bins[row]] += share * (1 - share);
    }
    double excess = 0;
    double information = 0;
    for (int bin = 0; bin < feature.size; bin++) {
      double weight = sums.information[bin];
      if (weight > 0) {
        excess += sums.gradient[bin] * sums.gradient[bin] / weight - 1;
        information += weight;
      }
    }
    double variance = Math.max(0, excess) / Math.max(1, information);
    return Math.min(OF_NOISE, Math.max(OF_LEVELS, 1 / variance));
  }
}
