package dev.kith.crm.domain.scoring.prediction.learning;

import dev.kith.crm.domain.scoring.prediction.measure.LogOdds;
import java.util.Arrays;

/**
 * Logistic regression with a ridge on its coefficients but not on the bias, by Newton's method
 * (iteratively reweighted least squares), with steps halved until they gain.
 *
 * <p>Sources: le Cessie and van Houwelingen, Ridge Estimators in Logistic Regression, Applied
 * Statistics 41 (1992); Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd
 * edition, section 4.4.1.
 */
public final class LogisticFit {

  private static final int MOST_STEPS = 30;

  private final Terms terms;
  private final boolean[] won;
  private final boolean[] inside;
  private final double[] offset;
  private final double ridge;

  private LogisticFit(Terms terms, boolean[] won, boolean[] inside, double[] offset, double ridge) {
    this.terms = terms;
    this.won = won;
    this.inside = inside;
    this.offset = offset;
    this.ridge = ridge;
  }

  /**
   * @param inside which rows are learned from
   * @param offset what is added to the log-odds of each row beforehand
   * @param ridge half of it times the sum of squares of the coefficients is taken from the
   *     log-likelihood
   * @param start coefficients to start from, as of another fit
   * @return a coefficient for each column, and the bias behind them
   */
  public static double[] of(
      Terms terms, boolean[] won, boolean[] inside, double[] offset, double ridge, double[] start) {
    return new LogisticFit(terms, won, inside, offset, ridge).climb(start);
  }

  /** All rows, no offset, from nothing. */
  public static double[] of(Terms terms, boolean[] won, double ridge) {
    boolean[] all = new boolean[won.length];
    Arrays.fill(all, true);
    return of(terms, won, all, new double[won.length], ridge, new double[terms.width + 1]);
  }

  private double[] climb(double[] start) {
    double[] at = start.clone();
    double loss = loss(at);
    for (int i = 0; i < MOST_STEPS; i++) {
      double[] step = step(at);
      double share = 1;
      double[] next = moved(at, step, share);
      double nextLoss = loss(next);
      while (nextLoss > loss && share > 1e-4) {
        share /= 2;
        next = moved(at, step, share);
        nextLoss = loss(next);
      }
      if (nextLoss > loss) {
        return at;
      }
      boolean arrived = loss - nextLoss <= 1e-9 * (1 + loss);
      at = next;
      loss = nextLoss;
      if (arrived) {
        return at;
      }
    }
    return at;
  }

  private static double[] moved(double[] from, double[] step, double share) {
    double[] to = from.clone();
    for (int i = 0; i < to.length; i++) {
      to[i] += share * step[i];
    }
    return to;
  }

  private double loss(double[] at) {
    double sum = 0;
    for (int i = 0; i < terms.width; i++) {
      sum += ridge / 2 * at[i] * at[i];
    }
    for (int row = 0; row < won.length; row++) {
      if (inside[row]) {
        sum += LogOdds.loss(logOdds(at, row), won[row]);
      }
    }
    return sum;
  }

  private double logOdds(double[] at, int row) {
    return at[terms.width] + offset[row] + terms.dot(at, row);
  }

  private double[] step(double[] at) {
    int bias = terms.width;
    double[] gradient = new double[bias + 1];
    double[][] information = new double[bias + 1][];
    for (int i = 0; i <= bias; i++) {
      information[i] = new double[i + 1];
      information[i][i] = i < bias ? ridge : 1e-9;
      gradient[i] = i < bias ? -ridge * at[i] : 0;
    }
    for (int row = 0; row < won.length; row++) {
      if (inside[row]) {
        double probability = LogOdds.probability(logOdds(at, row));
        add(
            row,
            (won[row] ? 1 : 0) - probability,
            probability * (1 - probability),
            gradient,
            information);
      }
    }
    Cholesky.solve(information, gradient);
    return gradient;
  }

  private void add(int row, double lack, double weight, double[] gradient, double[][] information) {
    int bias = terms.width;
    gradient[bias] += lack;
    information[bias][bias] += weight;
    for (int a = 0; a < terms.column.length; a++) {
      int place = terms.column[a][row];
      if (place >= 0) {
        double value = terms.value[a][row];
        gradient[place] += lack * value;
        double weighted = weight * value;
        information[bias][place] += weighted;
        double[] line = information[place];
        for (int b = 0; b <= a; b++) {
          int other = terms.column[b][row];
          if (other >= 0) {
            line[other] += weighted * terms.value[b][row];
          }
        }
      }
    }
  }
}
