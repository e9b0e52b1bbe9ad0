package dev.kith.crm.domain.scoring.prediction.learning;

/**
 * What a shape is learned over: the bin of each row. The first two bins hold what is blank and what
 * is unheard of, and stand in no order to the others.
 */
public final class Feature {

  final short[] bins;
  final int size;
  final boolean ordered;
  final double ridge;

  private Feature(short[] bins, int size, boolean ordered, double ridge) {
    this.bins = bins;
    this.size = size;
    this.ordered = ordered;
    this.ridge = ridge;
  }

  /**
   * @param bins of each row, from 0
   * @param size one more than the highest bin
   * @param ordered whether neighbours from the third bin on are alike
   */
  public static Feature of(short[] bins, int size, boolean ordered) {
    return new Feature(bins, size, ordered, Shrinkage.OF_LEVELS);
  }

  /** With the ridge that its words seem to deserve. */
  Feature shrunk(boolean[] won) {
    return ordered ? this : new Feature(bins, size, false, Shrinkage.estimated(this, won));
  }

  /** The cells of a table of two. */
  static Feature pair(short[] bins, int size) {
    return new Feature(bins, size, false, Shrinkage.OF_CELLS);
  }

  /** How many rows each bin has. */
  public int[] counts() {
    int[] counts = new int[size];
    for (short bin : bins) {
      counts[bin]++;
    }
    return counts;
  }
}
