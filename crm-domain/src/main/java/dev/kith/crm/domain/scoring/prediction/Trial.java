package dev.kith.crm.domain.scoring.prediction;

import dev.kith.crm.domain.scoring.prediction.example.Example;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import dev.kith.crm.domain.scoring.prediction.learning.Chance;
import dev.kith.crm.domain.scoring.prediction.measure.Quality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A training that is held against later examples: learned from the older ones, measured on the
 * newest, as it will be when predictions are made for what is still open. Where many have one
 * moment, chance decides which of them count as newest.
 *
 * @param trained learned from the older examples only
 * @param newest the examples that were kept back
 * @param quality of the predictions for them
 */
public record Trial(Trained trained, Examples newest, Quality quality) {

  /** A fifth is kept back. */
  public static final double SHARE = 0.2;

  public static Trial of(Examples examples, TrainingSettings settings) {
    List<Example> rows = examples.inOrder();
    int[] order = IntStream.range(0, rows.size()).toArray();
    new Chance(settings.seed()).shuffle(order);
    List<Example> inTime = new ArrayList<>(rows.size());
    for (int place : order) {
      inTime.add(rows.get(place));
    }
    inTime.sort(Comparator.comparing(Example::at));
    int cut = rows.size() - (int) Math.floor(SHARE * rows.size());
    Examples older = new Examples(examples.columns(), inTime.subList(0, cut));
    Examples newest = new Examples(examples.columns(), inTime.subList(cut, rows.size()));
    Trained trained = Training.on(older, settings);
    return new Trial(trained, newest, quality(trained.model(), newest));
  }

  /** How well a model predicts examples. */
  public static Quality quality(PredictiveModel model, Examples examples) {
    Predictor predictor = model.over(examples.columns());
    double[] probabilities = new double[examples.size()];
    boolean[] won = new boolean[examples.size()];
    for (int i = 0; i < won.length; i++) {
      Example example = examples.rows().get(i);
      probabilities[i] = predictor.probability(example.values(), example.at());
      won[i] = example.won();
    }
    return Quality.of(probabilities, won);
  }

  /**
   * Whether it predicts the newest examples better, in log loss, than a model that is in use. If
   * that one has learned from some of them, this speaks for it, so that a change for the worse is
   * the less likely.
   */
  public boolean isBetterThan(PredictiveModel active) {
    return newest.size() > 0 && quality.logLoss() < quality(active, newest).logLoss();
  }
}
