package dev.kith.crm.domain.scoring.prediction;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import dev.kith.crm.domain.scoring.prediction.example.Input;
import dev.kith.crm.domain.scoring.prediction.example.Sheet;
import dev.kith.crm.domain.scoring.prediction.learning.AdditiveFit;
import dev.kith.crm.domain.scoring.prediction.learning.Chance;
import dev.kith.crm.domain.scoring.prediction.learning.Feature;
import dev.kith.crm.domain.scoring.prediction.learning.Folds;
import dev.kith.crm.domain.scoring.prediction.learning.LogisticFit;
import dev.kith.crm.domain.scoring.prediction.learning.PairShape;
import dev.kith.crm.domain.scoring.prediction.measure.Gain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A method of learning, fitted: its effects, and for each row the log-odds by fits that have not
 * seen it.
 */
final class Fitting {

  /** From so many rows on, fewer bags and fewer ridges are tried: there is less to be gained. */
  private static final int MANY = 20_000;

  /** Below, partitions are repeated more often, for each alone is a matter of luck. */
  private static final int FEW = 3_000;

  private final double bias;
  private final List<Effect> effects;
  private final double[] leftOut;

  private Fitting(double bias, List<Effect> effects, double[] leftOut) {
    this.bias = bias;
    this.effects = List.copyOf(effects);
    this.leftOut = leftOut;
  }

  double bias() {
    return bias;
  }

  List<Effect> effects() {
    return effects;
  }

  double[] leftOut() {
    return leftOut;
  }

  static Fitting logistic(List<Input> inputs, Sheet sheet, Chance chance) {
    boolean[] won = sheet.won();
    LogisticDesign design = new LogisticDesign(inputs, sheet);
    boolean many = won.length >= MANY;
    Folds folds = Folds.of(won, parts(sheet, many ? 3 : 5), chance);
    double[] ridges = many ? new double[] {30, 3} : new double[] {100, 30, 10, 3, 1};
    double[] start = new double[design.width() + 1];
    double[][] starts = new double[folds.parts()][];
    Arrays.fill(starts, start);
    double[] best = start;
    double[] bestLeftOut = new double[won.length];
    double least = Double.POSITIVE_INFINITY;
    double bestRidge = 0;
    for (double ridge : ridges) {
      double[] leftOut = leftOut(design, won, folds, ridge, starts);
      double loss = Gain.meanLoss(leftOut, won);
      if (loss < least) {
        least = loss;
        bestLeftOut = leftOut;
        bestRidge = ridge;
        best = starts[0];
      }
    }
    boolean[] all = new boolean[won.length];
    Arrays.fill(all, true);
    double[] coefficients =
        LogisticFit.of(design.terms(), won, all, new double[won.length], bestRidge, best);
    return new Fitting(coefficients[design.width()], design.effects(coefficients), bestLeftOut);
  }

  private static double[] leftOut(
      LogisticDesign design, boolean[] won, Folds folds, double ridge, double[][] starts) {
    double[] leftOut = new double[won.length];
    for (int part = 0; part < folds.parts(); part++) {
      boolean[] inside = folds.outside(part);
      starts[part] =
          LogisticFit.of(design.terms(), won, inside, new double[won.length], ridge, starts[part]);
      for (int row = 0; row < won.length; row++) {
        if (!inside[row]) {
          leftOut[row] = design.logOdds(starts[part], row);
        }
      }
    }
    return leftOut;
  }

  static Fitting additive(List<Input> inputs, Sheet sheet, Chance chance) {
    boolean[] won = sheet.won();
    int parts = parts(sheet, won.length >= MANY ? 5 : 8);
    int repeats = won.length >= MANY ? 1 : won.length >= FEW ? 2 : 3;
    List<Folds> partitions = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      partitions.add(Folds.of(won, parts, chance));
    }
    List<Feature> features =
        inputs.stream().map(i -> Feature.of(i.bins(sheet), i.bins(), i.ordered())).toList();
    AdditiveFit fit = AdditiveFit.of(features, won, partitions);
    List<Effect> effects = new ArrayList<>();
    for (int input = 0; input < features.size(); input++) {
      effects.add(new Effect.Levels(input, ImmutableDoubleArray.copyOf(fit.shape(input))));
    }
    for (PairShape pair : fit.pairs()) {
      effects.add(
          new Effect.Pair(
              pair.first(),
              pair.second(),
              ImmutableIntArray.copyOf(pair.rows()),
              ImmutableIntArray.copyOf(pair.columns()),
              pair.width(),
              ImmutableDoubleArray.copyOf(pair.values())));
    }
    return new Fitting(fit.bias(), effects, fit.leftOut());
  }

  private static int parts(Sheet sheet, int wanted) {
    int won = sheet.countWon();
    return Math.max(2, Math.min(wanted, Math.min(won, sheet.rows() - won)));
  }
}
