package dev.kith.crm.domain.scoring.prediction.learning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The bins of a feature put into a few groups: neighbours with about as many rows each where bins
 * have an order, and otherwise the most frequent each for itself and the rest together. The first
 * two groups are those of what is blank and of what is unheard of.
 */
public final class Coarse {

  private final int[] group;
  private final int size;

  private Coarse(int[] group, int size) {
    this.group = group;
    this.size = size;
  }

  /**
   * @param groups how many there are at most, besides the first two
   */
  public static Coarse of(Feature feature, int groups) {
    int[] counts = feature.counts();
    return feature.ordered ? neighbours(counts, groups) : mostFrequent(counts, groups);
  }

  private static Coarse neighbours(int[] counts, int groups) {
    int[] group = new int[counts.length];
    group[1] = 1;
    long all = IntStream.range(2, counts.length).mapToLong(bin -> counts[bin]).sum();
    long before = 0;
    for (int bin = 2; bin < counts.length; bin++) {
      long middle = before + counts[bin] / 2;
      group[bin] = 2 + (int) Math.min(groups - 1, groups * middle / Math.max(1, all));
      before += counts[bin];
    }
    return new Coarse(group, 2 + groups);
  }

  private static Coarse mostFrequent(int[] counts, int groups) {
    int[] group = new int[counts.length];
    Arrays.fill(group, 1, counts.length, 1);
    int[] frequent =
        IntStream.range(2, counts.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer bin) -> -counts[bin]))
            .limit(groups)
            .mapToInt(bin -> bin)
            .toArray();
    for (int place = 0; place < frequent.length; place++) {
      group[frequent[place]] = 2 + place;
    }
    return new Coarse(group, 2 + frequent.length);
  }

  public int group(int bin) {
    return group[bin];
  }

  /** The group of each bin. */
  public int[] groups() {
    return group.clone();
  }

  public int size() {
    return size;
  }
}
