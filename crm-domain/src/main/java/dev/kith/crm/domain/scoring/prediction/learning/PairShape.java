package dev.kith.crm.domain.scoring.prediction.learning;

/** What two features say together, beyond what each of them says: a table of groups of bins. */
public final class PairShape {

  private final int first;
  private final int second;
  private final Coarse rows;
  private final Coarse columns;
  private final double[] values;

  PairShape(int first, int second, Coarse rows, Coarse columns, double[] values) {
    this.first = first;
    this.second = second;
    this.rows = rows;
    this.columns = columns;
    this.values = values.clone();
  }

  /** The place of one feature. */
  public int first() {
    return first;
  }

  public int second() {
    return second;
  }

  /** The row of the table for each bin of the first feature. */
  public int[] rows() {
    return rows.groups();
  }

  /** The column of the table for each bin of the second feature. */
  public int[] columns() {
    return columns.groups();
  }

  public int width() {
    return columns.size();
  }

  /** Row by row. */
  public double[] values() {
    return values.clone();
  }
}
