package dev.kith.crm.domain.scoring.prediction;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.scoring.prediction.example.BlankWords;
import dev.kith.crm.domain.scoring.prediction.example.Input;
import java.util.List;

/**
 * A sum of log-odds. It never changes, and two that were trained alike are equal.
 *
 * @param method by which it was learned
 * @param blanks which words say nothing
 * @param inputs the columns that it reads
 * @param bias log-odds of the average record
 * @param effects what the inputs add to it
 * @param baseRate which share of the records was won that it was learned from
 */
public record PredictiveModel(
    Method method,
    BlankWords blanks,
    ImmutableList<Input> inputs,
    double bias,
    ImmutableList<Effect> effects,
    BaseRate baseRate) {

  /** Knows no column, and gives every record the same. */
  public static PredictiveModel ofBaseRate(BaseRate baseRate, BlankWords blanks) {
    double mean = baseRate.mean();
    return new PredictiveModel(
        Method.BASE_RATE,
        blanks,
        ImmutableList.of(),
        Math.log(mean / (1 - mean)),
        ImmutableList.of(),
        baseRate);
  }

  /** The columns that it reads. */
  public List<String> columns() {
    return inputs.stream().map(Input::column).toList();
  }

  /**
   * Predicts for rows with these columns, in this order; made once for many rows. Columns that the
   * model does not know are passed over, and what it misses is blank.
   */
  public Predictor over(List<String> columns) {
    return new Predictor(this, columns);
  }
}
