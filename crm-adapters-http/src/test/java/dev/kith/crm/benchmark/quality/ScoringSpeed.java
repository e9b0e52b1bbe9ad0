package dev.kith.crm.benchmark.quality;

import dev.kith.crm.domain.scoring.prediction.Predictor;
import dev.kith.crm.domain.scoring.prediction.Trained;
import dev.kith.crm.domain.scoring.prediction.Training;
import dev.kith.crm.domain.scoring.prediction.TrainingSettings;
import dev.kith.crm.domain.scoring.prediction.example.Example;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How long training takes on 100,000 made-up records with 30 columns, and predicting one of them.
 */
final class ScoringSpeed {

  private static final int ROWS = 100_000;
  private static final int COLUMNS = 30;

  private ScoringSpeed() {}

  static List<Figure> figures() {
    Examples examples = examples();
    // Of the processor, so that the figure is the same on a machine that does other things as well.
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long start = clock.getCurrentThreadCpuTime();
    Trained trained = Training.on(examples, TrainingSettings.usual());
    Duration training = Duration.ofNanos(clock.getCurrentThreadCpuTime() - start);
    Predictor predictor = trained.model().over(examples.columns());
    double sum = 0;
    long microseconds = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      start = clock.getCurrentThreadCpuTime();
      for (Example row : examples.rows()) {
        sum += predictor.probability(row.values(), row.at());
      }
      microseconds = Math.min(microseconds, (clock.getCurrentThreadCpuTime() - start) / 1000);
    }
    String data = String.format(Locale.ROOT, "made up, %,d x %d", examples.size(), COLUMNS);
    return List.of(
        new Figure(data, "training, s", "" + training.toSeconds(), "60"),
        Figure.of(data, "prediction, µs", (double) microseconds / ROWS, ""),
        Figure.of(data, "mean prediction", sum / 5 / ROWS, ""));
  }

  /** Half numbers and half words, with blanks; a third of the columns tells of the outcome. */
  private static Examples examples() {
    SplittableRandom random = new SplittableRandom(1);
    List<String> columns = new ArrayList<>();
    for (int column = 0; column < COLUMNS; column++) {
      columns.add("column " + column);
    }
    List<Example> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      List<String> values = new ArrayList<>();
      double logOdds = -1;
      for (int column = 0; column < COLUMNS; column++) {
        double number = random.nextDouble();
        logOdds += column % 3 == 0 ? number - 0.5 + (number > 0.8 ? 0.5 : 0) : 0;
        boolean blank = random.nextInt(10) == 0;
        String word = "word " + (int) (number * number * (column == 1 ? 10_000 : 20));
        String decimal = String.valueOf(Math.round(number * 10_000) / 100.0);
        values.add(blank ? "" : column % 2 == 0 ? decimal : word);
      }
      boolean won = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
      rows.add(new Example(values, won, Instant.ofEpochSecond(row)));
    }
    return new Examples(columns, rows);
  }
}
