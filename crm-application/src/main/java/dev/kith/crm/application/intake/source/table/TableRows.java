package dev.kith.crm.application.intake.source.table;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourcePosition;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the rows of a table from those of others that follow it in the same file. The same names
 * once more, as where files were put one behind the other, are no data, but the table goes on; many
 * of its names among others begin another table, whose rows are set aside.
 */
public final class TableRows implements SourceRows {

  /** Fewer common names may be chance. */
  private static final int FEWEST_COMMON = 3;

  private static final int LOOKED_AT_FIRST = 3;

  private final SourceRows rows;
  private final List<String> header;
  private final Set<String> names;
  private boolean elsewhere;

  /**
   * @param rows those behind the header, or behind a position
   * @param header the cells of the last row of names
   */
  public TableRows(SourceRows rows, List<String> header, SourcePosition position) {
    this.rows = rows;
    this.header = header;
    this.names = header.stream().filter(c -> !c.isBlank()).collect(ImmutableSet.toImmutableSet());
    this.elsewhere = position.elsewhere();
  }

  @Override
  public @Nullable SourceRow next() {
    SourceRow row = rows.next();
    if (row == null) {
      return null;
    }
    if (names.size() > 1 && row.cells().equals(header)) {
      elsewhere = false;
      return row.flawed(RowFlaw.REPEATED_HEADER, row.cells());
    }
    if (!elsewhere && hasNamesOfOthers(row.cells())) {
      elsewhere = true;
    }
    return elsewhere ? row.flawed(RowFlaw.ANOTHER_TABLE, List.of()).nextElsewhere() : row;
  }

  private boolean hasNamesOfOthers(List<String> cells) {
    if (names.size() < FEWEST_COMMON
        || cells.stream().limit(LOOKED_AT_FIRST).noneMatch(names::contains)) {
      return false;
    }
    long common = cells.stream().filter(names::contains).distinct().count();
    long filled = cells.stream().filter(c -> !c.isBlank()).count();
    return common >= FEWEST_COMMON && common * 2 >= filled;
  }
}
