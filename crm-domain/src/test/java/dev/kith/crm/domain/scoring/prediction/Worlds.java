package dev.kith.crm.domain.scoring.prediction;

import dev.kith.crm.domain.scoring.prediction.example.Example;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Made-up worlds of leads, in which it is known how likely each is won. */
final class Worlds {

  static final List<String> COLUMNS = List.of("source", "employees", "visits", "partner", "noise");

  private static final Map<String, Double> OF_SOURCE =
      Map.of("web", -0.8, "fair", 0.9, "referral", 1.4, "advert", -1.2, "", -0.1);

  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  private Worlds() {}

  /** Closed leads, an hour apart, and how likely each was to be won. */
  record World(Examples examples, double[] truth) {}

  /**
   * Sources of different worth, a number with a bend, one with a straight line, a flag that counts
   * only for referrals, and a column that tells nothing. Something is missing everywhere.
   */
  static World of(Seeded random, int size) {
    List<Example> rows = new ArrayList<>();
    double[] truth = new double[size];
    for (int i = 0; i < size; i++) {
      String source = random.oneOf("web", "web", "fair", "referral", "advert", "");
      double employees = random.nextDouble(0, 100);
      double visits = random.nextInt(12);
      boolean partner = random.percent(40);
      double logOdds =
          -0.6
              + OF_SOURCE.getOrDefault(source, 0.0)
              + 1.5 * Math.exp(-Math.pow((employees - 40) / 15, 2))
              + 0.15 * (visits - 6)
              + (partner && source.equals("referral") ? 1.5 : 0);
      boolean known = !random.percent(10);
      truth[i] = LogOdds.probability(logOdds);
      rows.add(
          new Example(
              List.of(
                  source,
                  String.format(Locale.ROOT, "%.1f", employees),
                  known ? "" + (int) visits : "",
                  partner ? "yes" : "no",
                  random.percent(5) ? "" : random.oneOf("a", "b", "c", "d", "e", "f")),
              random.nextDouble() < truth[i],
              START.plus(i, ChronoUnit.HOURS)));
    }
    return new World(new Examples(COLUMNS, rows), truth);
  }

  /** As many columns as wanted, and none of them has anything to do with the outcome. */
  static Examples noise(Seeded random, int size, int columns, int percentWon) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      names.add("column " + i);
    }
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      List<String> values = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        values.add(
            column % 2 == 0
                ? "" + random.nextInt(1000)
                : random.oneOf("red", "green", "blue", "grey", ""));
      }
      rows.add(new Example(values, random.percent(percentWon), START.plus(i, ChronoUnit.HOURS)));
    }
    return new Examples(names, rows);
  }
}
