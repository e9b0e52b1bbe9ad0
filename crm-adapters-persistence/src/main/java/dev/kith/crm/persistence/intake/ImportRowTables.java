package dev.kith.crm.persistence.intake;

import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportStore.Kept;
import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.persistence.generated.tables.records.LeadImportProblemRecord;
import dev.kith.crm.persistence.generated.tables.records.LeadImportProgressRecord;
import dev.kith.crm.persistence.generated.tables.records.LeadImportRowRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of the rows of imports, as rows of their tables, and back. */
final class ImportRowTables {

  private ImportRowTables() {}

  static LeadImportProgressRecord row(
      ImportId id, ImportPhase phase, ImportProgress progress, Instant at) {
    LeadImportProgressRecord row = new LeadImportProgressRecord();
    row.setImportId(id.value());
    row.setPhase(phase.name());
    row.setRowsDone(progress.rows());
    row.setRowsCreated(progress.created());
    row.setRowsUpdated(progress.updated());
    row.setRowsSkipped(progress.skipped());
    row.setRowsDuplicate(progress.duplicate());
    row.setRowsFailed(progress.failed());
    row.setRowsReview(progress.review());
    row.setBytesDone(progress.bytes());
    row.setSavedAt(at);
    return row;
  }

  static Kept kept(LeadImportProgressRecord row) {
    return new Kept(
        new ImportProgress(
            row.getRowsDone(),
            row.getRowsCreated(),
            row.getRowsUpdated(),
            row.getRowsSkipped(),
            row.getRowsDuplicate(),
            row.getRowsFailed(),
            row.getRowsReview(),
            row.getBytesDone()),
        row.getSavedAt());
  }

  static @Nullable Object[] row(
      ImportId id, ImportPhase phase, ImportedRow imported, RecordJson json) {
    LeadImportRowRecord row = new LeadImportRowRecord();
    row.setImportId(id.value());
    row.setPhase(phase.name());
    row.setSourceRow(imported.row());
    row.setSourceLine(imported.line());
    row.setFate(imported.fate().name());
    row.setLeadId(imported.record());
    row.setChanges(imported.changes().isEmpty() ? null : json.write(imported.changes()));
    row.setLeadVersion(imported.version());
    return Bulk.values(row);
  }

  static ImportedRow imported(LeadImportRowRecord row, RecordJson json) {
    String changes = row.getChanges();
    return new ImportedRow(
        row.getSourceRow(),
        row.getSourceLine(),
        RowFate.valueOf(row.getFate()),
        row.getLeadId(),
        changes == null ? List.of() : json.readList(changes, FieldChange.class),
        row.getLeadVersion());
  }

  /** Problems of one row come one after the other; their place tells them apart. */
  static List<@Nullable Object[]> rows(
      ImportId id, ImportPhase phase, List<ImportProblem> problems) {
    List<@Nullable Object[]> rows = new ArrayList<>(problems.size());
    long last = 0;
    int place = 0;
    for (ImportProblem problem : problems) {
      place = problem.row() == last ? place + 1 : 0;
      last = problem.row();
      LeadImportProblemRecord row = new LeadImportProblemRecord();
      row.setImportId(id.value());
      row.setPhase(phase.name());
      row.setSourceRow(problem.row());
      row.setPlace(place);
      row.setSourceLine(problem.line());
      row.setFate(problem.fate().name());
      row.setField(problem.field());
      row.setCode(problem.code());
      row.setReason(problem.reason());
      row.setOriginal(problem.original());
      rows.add(Bulk.values(row));
    }
    return rows;
  }

  static ImportProblem problem(LeadImportProblemRecord row) {
    return new ImportProblem(
        row.getSourceRow(),
        row.getSourceLine(),
        RowFate.valueOf(row.getFate()),
        row.getField(),
        row.getCode(),
        row.getReason(),
        row.getOriginal());
  }
}
