package dev.kith.crm.domain.scoring.prediction.learning;

import java.util.Arrays;

/**
 * What a logistic regression multiplies its coefficients with. Each row has one entry of each
 * group, since a category is but one of its levels: that is how a thousand columns cost as little
 * as there are groups.
 */
public final class Terms {

  /** There is nothing to multiply. */
  static final int NONE = -1;

  final int[][] column;
  final double[][] value;
  final int width;

  private Terms(int[][] column, double[][] value, int width) {
    this.column = column;
    this.value = value;
    this.width = width;
  }

  /**
   * @param column by group and row, the column of the row's entry, or -1; columns of a group are
   *     higher than those of groups before it
   * @param value by group and row, the value of the entry
   * @param width how many columns there are
   */
  public static Terms of(int[][] column, double[][] value, int width) {
    return new Terms(column, value, width);
  }

  /** Whole columns, a group each. */
  public static Terms ofColumns(double[]... values) {
    int[][] column = new int[values.length][];
    for (int i = 0; i < values.length; i++) {
      column[i] = new int[values[i].length];
      Arrays.fill(column[i], i);
    }
    return new Terms(column, values, values.length);
  }

  int rows() {
    return column.length == 0 ? 0 : column[0].length;
  }

  /** The sum of the row's entries, each times the coefficient of its column. */
  public double dot(double[] coefficients, int row) {
    double sum = 0;
    for (int group = 0; group < column.length; group++) {
      int place = column[group][row];
      if (place >= 0) {
        sum += coefficients[place] * value[group][row];
      }
    }
    return sum;
  }
}
