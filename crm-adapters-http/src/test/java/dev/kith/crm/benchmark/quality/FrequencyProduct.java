package dev.kith.crm.benchmark.quality;

import dev.kith.crm.domain.scoring.prediction.example.Example;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Naive Bayes as a CRM may have it, for comparison: how often each value stood with won and with
 * lost records, a tenth of a record added, multiplied as if columns had nothing to do with each
 * other. Blanks are passed over; numbers count by their tenth.
 */
final class FrequencyProduct {

  private static final double ADDED = 0.1;

  private final Map<String, double[]> frequencies = new HashMap<>();
  private final List<double[]> tenths = new ArrayList<>();
  private double won;
  private double lost;

  FrequencyProduct(Examples examples) {
    for (int column = 0; column < examples.columns().size(); column++) {
      tenths.add(tenths(examples, column));
    }
    for (Example example : examples.rows()) {
      won += example.won() ? 1 : 0;
      lost += example.won() ? 0 : 1;
      for (int column = 0; column < tenths.size(); column++) {
        String value = value(column, example.values().get(column));
        if (!value.isEmpty()) {
          double[] counts = frequencies.computeIfAbsent(column + ":" + value, key -> new double[2]);
          counts[example.won() ? 0 : 1]++;
        }
      }
    }
  }

  double probability(List<String> values) {
    double logOdds = Math.log(won / lost);
    for (int column = 0; column < tenths.size(); column++) {
      double[] counts = frequencies.get(column + ":" + value(column, values.get(column)));
      if (counts != null) {
        logOdds += Math.log((counts[0] + ADDED) / (won + ADDED));
        logOdds -= Math.log((counts[1] + ADDED) / (lost + ADDED));
      }
    }
    return LogOdds.probability(logOdds);
  }

  private String value(int column, String text) {
    if (text.isBlank() || text.equals("Select")) {
      return "";
    }
    double[] edges = tenths.get(column);
    if (edges.length == 0) {
      return text;
    }
    double number = Double.parseDouble(text);
    int tenth = 0;
    while (tenth < edges.length && number >= edges[tenth]) {
      tenth++;
    }
    return "tenth " + tenth;
  }

  /** Edges of tenths, if the column holds more than ten numbers and nothing else. */
  private static double[] tenths(Examples examples, int column) {
    double[] numbers;
    try {
      numbers =
          examples.rows().stream()
              .map(row -> row.values().get(column))
              .filter(text -> !text.isBlank())
              .mapToDouble(Double::parseDouble)
              .sorted()
              .toArray();
    } catch (NumberFormatException e) {
      return new double[0];
    }
    double[] edges = new double[numbers.length > 10 ? 9 : 0];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = numbers[(i + 1) * numbers.length / 10];
    }
    return edges;
  }
}
