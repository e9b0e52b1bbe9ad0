package dev.kith.crm.domain.scoring.prediction.measure;

/**
 * By how much one way of predicting is better than another on the same records, in log loss.
 *
 * @param mean for each record; below 0 if it is worse
 * @param standardError of the mean
 */
public record Gain(double mean, double standardError) {

  /**
   * @param logOdds by the one way
   * @param others by the other
   */
  public static Gain of(double[] logOdds, double[] others, boolean[] won) {
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < won.length; row++) {
      double gain = LogOdds.loss(others[row], won[row]) - LogOdds.loss(logOdds[row], won[row]);
      sum += gain;
      squares += gain * gain;
    }
    int rows = Math.max(1, won.length);
    double mean = sum / rows;
    return new Gain(mean, Math.sqrt(Math.max(0, squares / rows - mean * mean) / rows));
  }

  /** Whether it is more than what comes about by chance in one of 40 cases. */
  public boolean isEarned() {
    return mean > 2 * standardError;
  }

  /** Mean log loss of predictions. */
  public static double meanLoss(double[] logOdds, boolean[] won) {
    double sum = 0;
    for (int row = 0; row < won.length; row++) {
      sum += LogOdds.loss(logOdds[row], won[row]);
    }
    return sum / Math.max(1, won.length);
  }
}
