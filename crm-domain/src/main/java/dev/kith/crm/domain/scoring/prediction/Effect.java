package dev.kith.crm.domain.scoring.prediction;

import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;

/** A summand of a model: what one input, or two together, add to the log-odds of a record. */
public sealed interface Effect {

  /** Nothing is added where it cannot be read. */
  double of(int[] bins, double[] numbers);

  /**
   * Something for each bin of an input.
   *
   * @param input the place of the input in the model
   */
  record Levels(int input, ImmutableDoubleArray values) implements Effect {

    @Override
    public double of(int[] bins, double[] numbers) {
      return values.get(bins[input]);
    }
  }

  /**
   * Something for each unit by which a number is above its mean.
   *
   * @param least numbers below the least ever seen count like this one
   * @param most and those above the greatest like this one
   */
  record Slope(int input, double perUnit, double mean, double least, double most)
      implements Effect {

    @Override
    public double of(int[] bins, double[] numbers) {
      double number = numbers[input];
      return Double.isNaN(number) ? 0 : perUnit * (Math.clamp(number, least, most) - mean);
    }
  }

  /**
   * Something for each cell of a table of two inputs.
   *
   * @param rows the row of the table for each bin of the first input
   * @param columns the column of the table for each bin of the second
   * @param width how many columns there are
   * @param values row by row
   */
  record Pair(
      int first,
      int second,
      ImmutableIntArray rows,
      ImmutableIntArray columns,
      int width,
      ImmutableDoubleArray values)
      implements Effect {

    @Override
    public double of(int[] bins, double[] numbers) {
      return values.get(rows.get(bins[first]) * width + columns.get(bins[second]));
    }
  }
}
