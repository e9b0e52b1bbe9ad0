package dev.kith.crm.domain.intake.source;

/**
 * A place between two rows of a file, at which reading can go on later.
 *
 * @param rows how many rows of the file, its header among them, stand before
 * @param line on which the next row begins, counted from 1
 * @param offset how many bytes of the file stand before; of a packed file about as many, it has no
 *     place of its own for each row
 * @param elsewhere whether the next row stands in another table than the one that the file begins
 *     with
 */
public record SourcePosition(long rows, long line, long offset, boolean elsewhere) {

  public static final SourcePosition BEGINNING = new SourcePosition(0, 1, 0);

  public SourcePosition(long rows, long line, long offset) {
    this(rows, line, offset, false);
  }
}
