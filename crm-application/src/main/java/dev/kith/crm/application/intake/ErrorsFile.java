package dev.kith.crm.application.intake;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.kith.crm.application.intake.column.ColumnGuess;
import dev.kith.crm.application.intake.source.SourceFile;
import dev.kith.crm.application.list.csv.CsvFiles;
import dev.kith.crm.application.list.csv.FormulaGuard;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of an import that neither created nor changed a lead, as a CSV file: the cells of the
 * original under their names, then what is wrong. A row that could not be cut into cells stands in
 * the first column as it was.
 */
final class ErrorsFile {

  private static final List<String> WHAT_IS_WRONG =
      List.of("import line", "import status", "import field", "import code", "import reason");

  private final Import imported;
  private final int columns;
  private final CsvWriter csv;
  private long count;

  ErrorsFile(Import imported, OutputStream to) {
    this.imported = imported;
    List<String> names = ColumnGuess.names(imported.firstRow(), imported.mapping().header());
    this.columns = names.size();
    this.csv = CsvFiles.writer(to);
    List<String> header = new ArrayList<>(names);
    header.addAll(WHAT_IS_WRONG);
    csv.writeRecord(header);
  }

  void write(ImportProblem problem) {
    List<String> record = new ArrayList<>(columns + WHAT_IS_WRONG.size());
    for (String cell : cells(problem.original())) {
      record.add(FormulaGuard.on(FormulaGuard.off(cell)));
    }
    record.add(Long.toString(problem.line()));
    record.add(problem.fate().name());
    record.add(problem.field());
    record.add(problem.code());
    record.add(problem.reason());
    csv.writeRecord(record);
    count++;
  }

  /** Answers how many problems were written. */
  long finish() {
    CsvFiles.flush(csv);
    return count;
  }

  /** As many as there are columns; what a row has beyond them goes into the last. */
  private List<String> cells(String original) {
    List<String> found = SourceFile.cellsOf(imported.format(), original);
    List<String> cells = new ArrayList<>(found.subList(0, Math.min(columns, found.size())));
    if (found.size() > columns) {
      String between = imported.format() instanceof Csv csv ? csv.delimiter() : ", ";
      cells.set(columns - 1, String.join(between, found.subList(columns - 1, found.size())));
    }
    while (cells.size() < columns) {
      cells.add("");
    }
    return cells;
  }
}
