package dev.kith.crm.application.intake;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.kith.crm.application.list.csv.CsvFiles;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.RecordKind;
import java.io.OutputStream;

/** What stayed when an import was taken back, as a CSV file. */
final class KeptFile {

  private final CsvWriter csv;
  private long count;

  KeptFile(Import found, OutputStream to) {
    this.csv = CsvFiles.writer(to);
    RecordKind kind = found.mapping().kind();
    csv.writeRecord(
        "import line", kind == null ? "lead" : kind.singular(), "field", "code", "reason");
  }

  void write(ImportProblem kept) {
    csv.writeRecord(
        Long.toString(kept.line()), kept.original(), kept.field(), kept.code(), kept.reason());
    count++;
  }

  /** Answers how many were written. */
  long finish() {
    CsvFiles.flush(csv);
    return count;
  }
}
