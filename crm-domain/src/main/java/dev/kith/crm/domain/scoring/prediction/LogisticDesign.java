package dev.kith.crm.domain.scoring.prediction;

import com.google.common.primitives.ImmutableDoubleArray;
import dev.kith.crm.domain.scoring.prediction.example.Input;
import dev.kith.crm.domain.scoring.prediction.example.Sheet;
import dev.kith.crm.domain.scoring.prediction.learning.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Inputs as a logistic regression takes them: numbers in units of their standard deviation from
 * their mean, words and blanks as a column for each (one-hot).
 */
final class LogisticDesign {

  /** Rarer words of a column with more of them share a coefficient. */
  private static final int MOST_WORDS = 60;

  private final List<Group> groups = new ArrayList<>();
  private final Terms terms;

  LogisticDesign(List<Input> inputs, Sheet sheet) {
    int width = 0;
    int[][] columns = new int[inputs.size()][];
    double[][] values = new double[inputs.size()][];
    for (int i = 0; i < columns.length; i++) {
      Group group = new Group(inputs.get(i), sheet, width);
      groups.add(group);
      columns[i] = new int[sheet.rows()];
      values[i] = new double[sheet.rows()];
      group.enter(columns[i], values[i]);
      width = group.end;
    }
    this.terms = Terms.of(columns, values, width);
  }

  double logOdds(double[] coefficients, int row) {
    return coefficients[width()] + terms.dot(coefficients, row);
  }

  Terms terms() {
    return terms;
  }

  int width() {
    return groups.isEmpty() ? 0 : groups.getLast().end;
  }

  /** What coefficients mean for each input. */
  List<Effect> effects(double[] coefficients) {
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).effects(i, coefficients, effects);
    }
    return effects;
  }

  /** The columns of one input. */
  private static final class Group {

    private final short[] bins;
    private final double[] numbers;
    private final int[] columnOfBin;
    private final int slope;
    private final double mean;
    private final double deviation;
    private final double least;
    private final double most;
    final int end;

    Group(Input input, Sheet sheet, int start) {
      this.bins = input.bins(sheet);
      this.numbers = input.numbers(sheet);
      double[] known = Arrays.stream(numbers).filter(x -> !Double.isNaN(x)).toArray();
      this.mean = Arrays.stream(known).average().orElse(0);
      this.deviation =
          Math.sqrt(Arrays.stream(known).map(x -> (x - mean) * (x - mean)).average().orElse(0));
      this.least = Arrays.stream(known).min().orElse(0);
      this.most = Arrays.stream(known).max().orElse(0);
      int next = start;
      this.slope = deviation > 0 && Double.isFinite(deviation) ? next++ : -1;
      int[] counts = new int[input.bins()];
      for (short bin : bins) {
        counts[bin]++;
      }
      this.columnOfBin = new int[counts.length];
      Arrays.fill(columnOfBin, -1);
      int words = input.ordered() ? 2 : Math.min(counts.length, 2 + MOST_WORDS);
      for (int bin = 0; bin < words; bin++) {
        boolean pools = bin == Input.OTHER && !input.ordered() && counts.length > words;
        if (counts[bin] > 0 || pools) {
          columnOfBin[bin] = next++;
        }
      }
      for (int bin = words; bin < counts.length && !input.ordered(); bin++) {
        columnOfBin[bin] = columnOfBin[Input.OTHER];
      }
      this.end = next;
    }

    void enter(int[] columns, double[] values) {
      for (int row = 0; row < columns.length; row++) {
        boolean number = !Double.isNaN(numbers[row]);
        columns[row] = number ? slope : columnOfBin[bins[row]];
        values[row] = number ? (numbers[row] - mean) / deviation : 1;
      }
    }

    void effects(int input, double[] coefficients, List<Effect> effects) {
      if (slope >= 0) {
        effects.add(new Effect.Slope(input, coefficients[slope] / deviation, mean, least, most));
      }
      double[] levels = new double[columnOfBin.length];
      for (int bin = 0; bin < levels.length; bin++) {
        levels[bin] = columnOfBin[bin] < 0 ? 0 : coefficients[columnOfBin[bin]];
      }
      effects.add(new Effect.Levels(input, ImmutableDoubleArray.copyOf(levels)));
    }
  }
}
