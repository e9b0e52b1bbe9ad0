package dev.kith.crm.domain.scoring.prediction;

import java.util.List;

/**
 * What a field adds to the log-odds, compared to the average record; or two fields together, beyond
 * what each of them adds.
 *
 * @param columns the field, or both
 * @param values what stands there, in the order of the fields; empty where nothing does
 * @param logOdds more than 0 speaks for being won
 */
public record Contribution(List<String> columns, List<String> values, double logOdds) {

  public Contribution {
    columns = List.copyOf(columns);
    values = List.copyOf(values);
  }
}
