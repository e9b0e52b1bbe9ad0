package dev.kith.crm.domain.scoring.prediction;

import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import java.util.List;

/**
 * How likely a record is won, and why: the bias and the contributions add up to the log-odds of the
 * probability.
 *
 * @param bias log-odds of the average record
 * @param contributions what speaks most for or against it first; none that is 0
 */
public record Prediction(double probability, double bias, List<Contribution> contributions) {

  public Prediction {
    contributions = List.copyOf(contributions);
  }

  public double logOdds() {
    return LogOdds.of(probability);
  }
}
