package dev.kith.crm.domain.scoring.prediction.example;

import com.google.common.primitives.ImmutableDoubleArray;
import java.time.Instant;
import java.util.Arrays;

/**
 * Numbers, or dates as days before the moment of their example, in bins that hold about as many
 * examples each.
 *
 * @param edges where one bin ends and the next begins, rising; a number on an edge belongs to the
 *     bin above it
 */
public record NumberInput(String column, boolean dates, ImmutableDoubleArray edges)
    implements Input {

  /** Finer bins than this cannot be told from noise, and coarser ones lose what there is. */
  private static final int MOST = 128;

  /** A bin holds no fewer examples than this, unless one number fills it. */
  private static final int LEAST_IN_BIN = 10;

  static NumberInput of(Sheet sheet, int column, boolean dates) {
    NumberInput unedged =
        new NumberInput(sheet.columns().get(column), dates, ImmutableDoubleArray.of());
    double[] sorted =
        Arrays.stream(unedged.numbers(sheet)).filter(x -> !Double.isNaN(x)).sorted().toArray();
    return new NumberInput(unedged.column, dates, edges(sorted));
  }

  /** Between different numbers only, so that equal numbers share a bin. */
  private static ImmutableDoubleArray edges(double[] sorted) {
    int size = Math.max(LEAST_IN_BIN, (sorted.length + MOST - 1) / MOST);
    ImmutableDoubleArray.Builder edges = ImmutableDoubleArray.builder();
    int start = 0;
    for (int i = 1; i < sorted.length; i++) {
      boolean differs = sorted[i] > sorted[i - 1];
      if (differs && (i - start >= size || runOf(sorted, i) >= size)) {
        edges.add(middle(sorted[i - 1], sorted[i]));
        start = i;
      }
    }
    return edges.build();
  }

  private static int runOf(double[] sorted, int from) {
    int to = from;
    while (to < sorted.length && sorted[to] == sorted[from]) {
      to++;
    }
    return to - from;
  }

  private static double middle(double below, double above) {
    double middle = below / 2 + above / 2;
    return middle > below ? middle : above;
  }

  @Override
  public int bins() {
    return edges.length() + 3;
  }

  @Override
  public boolean ordered() {
    return true;
  }

  @Override
  public int bin(String text, double number) {
    if (text.isEmpty()) {
      return BLANK;
    }
    return Double.isNaN(number) ? OTHER : 2 + edgesUpTo(number);
  }

  private int edgesUpTo(double number) {
    int low = 0;
    int high = edges.length();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edges.get(middle) <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public double number(String text, Instant at) {
    return dates ? Numeral.daysBefore(text, at) : Numeral.number(text);
  }

  @Override
  public String label(int bin) {
    return switch (bin) {
      case BLANK -> "blank";
      case OTHER -> dates ? "no date" : "no number";
      case 2 -> edges.isEmpty() ? "any" : "below " + edges.get(0);
      default ->
          bin == edges.length() + 2
              ? edges.get(bin - 3) + " and above"
              : edges.get(bin - 3) + " to " + edges.get(bin - 2);
    };
  }
}
