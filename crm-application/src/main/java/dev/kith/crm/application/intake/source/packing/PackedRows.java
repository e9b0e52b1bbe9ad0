package dev.kith.crm.application.intake.source.packing;

import dev.kith.crm.domain.intake.source.SourcePosition;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a packed file. Reading cannot begin in its middle, so it begins anew and leaves the rows
 * before out; how much of the file was read tells only how far it has come.
 */
public final class PackedRows implements SourceRows {

  private final SourceRows rows;
  private final LongSupplier packedBytes;
  private final SourcePosition position;

  /**
   * @param rows from the beginning of the file
   */
  public PackedRows(SourceRows rows, LongSupplier packedBytes, SourcePosition position) {
    this.rows = rows;
    this.packedBytes = packedBytes;
    this.position = position;
  }

  @Override
  public @Nullable SourceRow next() {
    SourceRow row = rows.next();
    while (row != null && row.number() <= position.rows()) {
      row = rows.next();
    }
    return row == null ? null : row.nextAt(packedBytes.getAsLong());
  }
}
