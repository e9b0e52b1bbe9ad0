package dev.kith.crm.domain.scoring.prediction;

import dev.kith.crm.domain.scoring.prediction.example.Input;
import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A model that reads rows with columns in a certain order. */
public final class Predictor {

  /** Nobody is surer than 1 to 9,999, whatever adds up. */
  private static final double SUREST = LogOdds.of(0.9999);

  /** Where already the average is as sure as that, it may still be so much surer. */
  private static final double ROOM = 2;

  private final PredictiveModel model;
  private final int[] places;

  Predictor(PredictiveModel model, List<String> columns) {
    this.model = model;
    this.places = model.inputs().stream().mapToInt(i -> columns.indexOf(i.column())).toArray();
  }

  /**
   * @param values one text for each column; empty where nothing is known
   * @param at when they are what is known; dates count from it
   */
  public double probability(List<String> values, Instant at) {
    Reading reading = new Reading(values, at);
    double sum = 0;
    for (Effect effect : model.effects()) {
      sum += effect.of(reading.bins, reading.numbers);
    }
    return LogOdds.probability(model.bias() + within(sum) * sum);
  }

  /** As {@link #probability}, with what each field adds to it. */
  public Prediction explain(List<String> values, Instant at) {
    Reading reading = new Reading(values, at);
    double[] own = new double[places.length];
    List<Contribution> contributions = new ArrayList<>();
    double sum = 0;
    for (Effect effect : model.effects()) {
      double added = effect.of(reading.bins, reading.numbers);
      sum += added;
      switch (effect) {
        case Effect.Levels levels -> own[levels.input()] += added;
        case Effect.Slope slope -> own[slope.input()] += added;
        case Effect.Pair pair ->
            contributions.add(reading.contribution(added, pair.first(), pair.second()));
      }
    }
    for (int input = 0; input < own.length; input++) {
      contributions.add(reading.contribution(own[input], input));
    }
    double share = within(sum);
    List<Contribution> sorted =
        contributions.stream()
            .filter(c -> c.logOdds() != 0)
            .map(c -> new Contribution(c.columns(), c.values(), share * c.logOdds()))
            .sorted(Comparator.comparingDouble((Contribution c) -> -Math.abs(c.logOdds())))
            .toList();
    return new Prediction(LogOdds.probability(model.bias() + share * sum), model.bias(), sorted);
  }

  /**
   * By which the contributions are multiplied so that their sum stays within what anybody can be
   * sure of; shrinking all alike keeps them a proof.
   */
  private double within(double sum) {
    double most = Math.max(SUREST, model.bias() + ROOM) - model.bias();
    double least = Math.min(-SUREST, model.bias() - ROOM) - model.bias();
    if (sum > most) {
      return most / sum;
    }
    return sum < least ? least / sum : 1;
  }

  private final class Reading {

    private final String[] texts = new String[places.length];
    private final int[] bins = new int[places.length];
    private final double[] numbers = new double[places.length];

    Reading(List<String> values, Instant at) {
      for (int i = 0; i < places.length; i++) {
        Input input = model.inputs().get(i);
        String text = places[i] < 0 ? "" : values.get(places[i]);
        texts[i] = model.blanks().read(input.column(), text);
        numbers[i] = input.number(texts[i], at);
        bins[i] = input.bin(texts[i], numbers[i]);
      }
    }

    Contribution contribution(double logOdds, int... inputs) {
      List<String> columns = new ArrayList<>();
      List<String> values = new ArrayList<>();
      for (int input : inputs) {
        columns.add(model.inputs().get(input).column());
        values.add(texts[input]);
      }
      return new Contribution(columns, values, logOdds);
    }
  }
}
