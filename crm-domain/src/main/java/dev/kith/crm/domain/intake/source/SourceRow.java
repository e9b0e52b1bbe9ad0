package dev.kith.crm.domain.intake.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file.
 *
 * @param number counted from 1, the header included
 * @param line of the file, or of the sheet, on which it begins, counted from 1
 * @param cells as well as they can be told; empty if the flaw leaves none
 * @param flaw null for a sound row
 * @param original the row as it stands in the file, without its last line break
 * @param next where the next row begins
 */
public record SourceRow(
    long number,
    long line,
    List<String> cells,
    @Nullable RowFlaw flaw,
    String original,
    SourcePosition next) {

  public SourceRow {
    cells = List.copyOf(cells);
  }

  /** A flaw that the row has by where it stands. */
  public SourceRow flawed(RowFlaw found, List<String> left) {
    return new SourceRow(number, line, left, found, original, next);
  }

  /** The row of a packed file, of which so many bytes were read. */
  public SourceRow nextAt(long offset) {
    SourcePosition there = new SourcePosition(next.rows(), next.line(), offset, next.elsewhere());
    return new SourceRow(number, line, cells, flaw, original, there);
  }

  /** The row where what follows belongs to another table. */
  public SourceRow nextElsewhere() {
    SourcePosition there = new SourcePosition(next.rows(), next.line(), next.offset(), true);
    return new SourceRow(number, line, cells, flaw, original, there);
  }
}
