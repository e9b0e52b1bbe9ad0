package dev.kith.crm.domain.scoring.prediction;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import dev.kith.crm.domain.scoring.prediction.example.BlankWords;
import dev.kith.crm.domain.scoring.prediction.example.Input;
import dev.kith.crm.domain.scoring.prediction.example.Sheet;
import dev.kith.crm.domain.scoring.prediction.learning.LogisticFit;
import dev.kith.crm.domain.scoring.prediction.learning.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fits with weights, and a shift: calibrated on rows that the fits have not seen, so that a
 * prediction of 30 % comes true in 30 of 100 cases. Weights and shift change log-odds by a straight
 * line. That keeps them a sum, and explanations exact, which a curve through the probabilities
 * (isotonic regression) would not.
 *
 * <p>Sources: Platt, Probabilistic Outputs for Support Vector Machines, 1999 (a line in log-odds,
 * fitted on predictions of rows left out); Wolpert, Stacked Generalization, Neural Networks 5
 * (1992), and Breiman, Stacked Regressions, Machine Learning 24 (1996), for several fits with
 * weights that are not negative.
 */
final class Candidate {

  /** The belief that weights need no change: that of some dozens of rows. */
  private static final double RIDGE = 10;

  private final Method method;
  private final List<Fitting> fits;
  private final double[] weights;
  private final double shift;
  private final double[] leftOut;

  private Candidate(
      Method method, List<Fitting> fits, double[] weights, double shift, double[] leftOut) {
    this.method = method;
    this.fits = fits;
    this.weights = weights;
    this.shift = shift;
    this.leftOut = leftOut;
  }

  Method method() {
    return method;
  }

  /** Calibrated log-odds of each row, by fits that have not seen it. */
  double[] leftOut() {
    return leftOut;
  }

  static Candidate of(Method method, List<Fitting> fits, boolean[] won) {
    double[][] logOdds = fits.stream().map(Fitting::leftOut).toArray(double[][]::new);
    double usual = 1.0 / logOdds.length;
    double[] offset = new double[won.length];
    for (double[] one : logOdds) {
      for (int row = 0; row < offset.length; row++) {
        offset[row] += usual * one[row];
      }
    }
    boolean[] all = new boolean[won.length];
    Arrays.fill(all, true);
    double[] line =
        LogisticFit.of(
            Terms.ofColumns(logOdds), won, all, offset, RIDGE, new double[logOdds.length + 1]);
    double[] weights = new double[logOdds.length];
    List<Fitting> some = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = usual + line[i];
      if (weights[i] > 0) {
        some.add(fits.get(i));
      }
    }
    if (some.size() < fits.size() && !some.isEmpty()) {
      return of(method, some, won);
    }
    double shift = line[weights.length];
    double[] calibrated = new double[won.length];
    for (int row = 0; row < calibrated.length; row++) {
      calibrated[row] = shift;
      for (int i = 0; i < weights.length; i++) {
        calibrated[row] += Math.max(0, weights[i]) * logOdds[i][row];
      }
    }
    return new Candidate(method, fits, weights, shift, calibrated);
  }

  /** The model that it is; each of its effects is 0 on the average of the rows. */
  PredictiveModel model(List<Input> inputs, Sheet sheet, BlankWords blanks, BaseRate baseRate) {
    short[][] bins = inputs.stream().map(i -> i.bins(sheet)).toArray(short[][]::new);
    double[][] levels = inputs.stream().map(i -> new double[i.bins()]).toArray(double[][]::new);
    List<Effect> effects = new ArrayList<>();
    double bias = shift;
    for (int i = 0; i < weights.length; i++) {
      double weight = Math.max(0, weights[i]);
      bias += weight * fits.get(i).bias();
      for (Effect effect : fits.get(i).effects()) {
        switch (effect) {
          case Effect.Levels(int input, ImmutableDoubleArray values) -> {
            for (int bin = 0; bin < values.length(); bin++) {
              levels[input][bin] += weight * values.get(bin);
            }
          }
          case Effect.Slope slope ->
              effects.add(
                  new Effect.Slope(
                      slope.input(),
                      weight * slope.perUnit(),
                      slope.mean(),
                      slope.least(),
                      slope.most()));
          case Effect.Pair pair -> {
            Centred cells = Centred.of(scaled(pair.values(), weight), cells(pair, bins));
            bias += cells.mean;
            effects.add(
                new Effect.Pair(
                    pair.first(),
                    pair.second(),
                    pair.rows(),
                    pair.columns(),
                    pair.width(),
                    cells.values()));
          }
        }
      }
    }
    for (int input = 0; input < levels.length; input++) {
      Centred own = Centred.of(levels[input], bins[input]);
      bias += own.mean;
      if (!own.isFlat()) {
        effects.add(new Effect.Levels(input, own.values()));
      }
    }
    return new PredictiveModel(
        method,
        blanks,
        ImmutableList.copyOf(inputs),
        bias,
        ImmutableList.copyOf(effects),
        baseRate);
  }

  private static double[] scaled(ImmutableDoubleArray values, double weight) {
    return values.stream().map(v -> weight * v).toArray();
  }

  private static short[] cells(Effect.Pair pair, short[][] bins) {
    short[] first = bins[pair.first()];
    short[] second = bins[pair.second()];
    short[] cells = new short[first.length];
    for (int row = 0; row < cells.length; row++) {
      cells[row] =
          (short) (pair.rows().get(first[row]) * pair.width() + pair.columns().get(second[row]));
    }
    return cells;
  }

  /** Values as differences from their mean over the rows; what no row has is no different. */
  private static final class Centred {

    private final double[] values;
    private final double mean;

    private Centred(double[] values, double mean) {
      this.values = values;
      this.mean = mean;
    }

    static Centred of(double[] values, short[] places) {
      int[] counts = new int[values.length];
      double sum = 0;
      for (short place : places) {
        counts[place]++;
        sum += values[place];
      }
      double mean = sum / Math.max(1, places.length);
      double[] centred = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        centred[i] = counts[i] == 0 ? 0 : values[i] - mean;
      }
      return new Centred(centred, mean);
    }

    boolean isFlat() {
      return Arrays.stream(values).allMatch(v -> v == 0);
    }

    ImmutableDoubleArray values() {
      return ImmutableDoubleArray.copyOf(values);
    }
  }
}
