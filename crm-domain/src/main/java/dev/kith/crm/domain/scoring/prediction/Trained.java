package dev.kith.crm.domain.scoring.prediction;

import dev.kith.crm.domain.scoring.prediction.example.ColumnProfile;
import dev.kith.crm.domain.scoring.prediction.leak.LeakFinding;
import dev.kith.crm.domain.scoring.prediction.measure.Gain;
import java.util.List;

/**
 * A model, and how it came about.
 *
 * @param columns what each column looked like that was not excluded by the settings
 * @param findings columns that seem to give the outcome away
 * @param attempts the methods that were tried; none where there was too little to learn from
 * @param shares how the examples were spread over each input, for comparison with later ones
 */
public record Trained(
    PredictiveModel model,
    List<ColumnProfile> columns,
    List<LeakFinding> findings,
    List<Attempt> attempts,
    List<InputShares> shares) {

  public Trained {
    columns = List.copyOf(columns);
    findings = List.copyOf(findings);
    attempts = List.copyOf(attempts);
    shares = List.copyOf(shares);
  }

  /**
   * A method that was tried.
   *
   * @param logLoss of examples that it had not seen
   * @param gain over the base rate
   */
  public record Attempt(Method method, double logLoss, Gain gain) {}
}
