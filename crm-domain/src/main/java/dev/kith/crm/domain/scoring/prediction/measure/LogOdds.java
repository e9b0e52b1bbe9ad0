package dev.kith.crm.domain.scoring.prediction.measure;

/** Probabilities and their log-odds, {@code ln(p / (1 - p))}. */
public final class LogOdds {

  private LogOdds() {}

  public static double of(double probability) {
    return Math.log(probability) - Math.log1p(-probability);
  }

  public static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  /** The log loss of one prediction, in nats; exact where the probability would round to 0 or 1. */
  public static double loss(double logOdds, boolean won) {
    double against = won ? -logOdds : logOdds;
    return Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
  }
}
