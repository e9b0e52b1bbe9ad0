package dev.kith.crm.domain.scoring.prediction.example;

import java.time.Instant;
import java.util.List;

/**
 * What was known of one record at a moment, and how it ended.
 *
 * @param values one text for each column; empty where nothing was known
 * @param won how it ended, later than the moment
 * @param at when the values were what was known; examples are ordered by it
 */
public record Example(List<String> values, boolean won, Instant at) {

  public Example {
    values = List.copyOf(values);
  }
}
