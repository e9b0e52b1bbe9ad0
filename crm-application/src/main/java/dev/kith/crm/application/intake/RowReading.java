package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.CsvRows.Flaw;
import dev.kith.crm.application.intake.CsvRows.Row;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes drafts of leads from the rows of one import, after its mapping; used by preview and job
 * alike.
 */
final class RowReading {

  private final CsvRows rows;
  private final int columns;
  private final int[] mapped;
  private final ImportTarget[] targets;
  private boolean headerIsNext;
  private long lastRow;

  /**
   * A row of data.
   *
   * @param number counted from 1, without the header
   * @param flaw why it cannot be read as a draft; null if it can
   */
  record Read(long number, Row row, LeadDraft draft, @Nullable Violation flaw) {}

  RowReading(CsvRows rows, Import imported) {
    this.rows = rows;
    this.columns = imported.firstRow().size();
    this.mapped = imported.mapping().targets().keySet().stream().mapToInt(n -> n - 1).toArray();
    this.targets = imported.mapping().targets().values().toArray(ImportTarget[]::new);
    this.headerIsNext = imported.mapping().header() == HeaderRow.PRESENT;
  }

  /** The next row of data; null at the end. */
  @Nullable Read next() {
    Row row = nextRow();
    if (row == null) {
      return null;
    }
    lastRow++;
    Violation flaw = flaw(row);
    return new Read(lastRow, row, flaw == null ? draft(row.cells()) : LeadDraft.EMPTY, flaw);
  }

  /** Leaves rows of data out that were done before; quicker than to read them. */
  void skip(long count) {
    while (lastRow < count && nextRow() != null) {
      lastRow++;
    }
  }

  private @Nullable Row nextRow() {
    if (headerIsNext) {
      headerIsNext = false;
      rows.next();
    }
    return rows.next();
  }

  private @Nullable Violation flaw(Row row) {
    Flaw flaw = row.flaw();
    if (flaw != null) {
      return new Violation("", flaw.code(), flaw.message());
    }
    List<String> cells = row.cells();
    if (cells.size() < columns) {
      return new Violation(
          "",
          "too-few-columns",
          "The row has " + cells.size() + " cells where the file has " + columns + " columns.");
    }
    for (int i = columns; i < cells.size(); i++) {
      if (!cells.get(i).isBlank()) {
        return new Violation(
            "",
            "too-many-columns",
            "The row has " + cells.size() + " cells where the file has " + columns + " columns.");
      }
    }
    return null;
  }

  private LeadDraft draft(List<String> cells) {
    Map<LeadField, String> values = new EnumMap<>(LeadField.class);
    for (int i = 0; i < mapped.length; i++) {
      values.putAll(targets[i].read(FormulaGuard.off(cells.get(mapped[i]))));
    }
    return new LeadDraft(values);
  }

  /** What a refused lead means for the row: one problem for each violation. */
  static List<Violation> problemsOf(Refusal refusal) {
    if (!refusal.violations().isEmpty()) {
      return refusal.violations();
    }
    String pointer = refusal instanceof LeadRefusal.EmailTaken ? "/" + LeadField.EMAIL.code() : "";
    return List.of(new Violation(pointer, refusal.code(), refusal.detail()));
  }

  static List<Violation> problemsOf(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?> done -> List.of();
      case Outcome.Refused<?>(var refusal) -> problemsOf(refusal);
    };
  }

  /** The code of the field that a violation points to; empty for the row as a whole. */
  static String fieldOf(Violation violation) {
    String pointer = violation.pointer();
    int end = pointer.indexOf('/', 1);
    return pointer.isEmpty() ? "" : pointer.substring(1, end < 0 ? pointer.length() : end);
  }
}
