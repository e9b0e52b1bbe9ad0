package dev.kith.crm.persistence.intake;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.CsvFormat;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportFile;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportStart;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.LeadImportRecord;
import dev.kith.crm.persistence.kernel.RecordJson;
import java.time.Instant;
import java.util.Objects;

/** An import as a row of its table, and back. */
final class ImportTable {

  private ImportTable() {}

  static LeadImportRecord row(Import i, RecordJson json) {
    LeadImportRecord row = new LeadImportRecord();
    row.setId(i.id().value());
    row.setVersion(i.revision().version());
    row.setCreatedAt(i.revision().createdAt());
    row.setUpdatedAt(i.revision().updatedAt());
    row.setFileName(i.file().name());
    row.setFileBytes(i.file().bytes());
    row.setFileSha256(i.file().sha256());
    row.setFileFormat(json.write(i.format()));
    row.setFirstRow(json.write(i.firstRow()));
    row.setMapping(json.write(i.mapping()));
    row.setOwnerId(i.owner().value());
    row.setStarted(i.start() == null ? null : json.write(i.start()));
    row.setStatus(i.status().name().name());
    row.setStatusSince(i.status().since());
    row.setStatusReason(i.status() instanceof ImportStatus.Failed failed ? failed.reason() : null);
    return row;
  }

  static Import read(LeadImportRecord row, RecordJson json) {
    String started = row.getStarted();
    return new Import(
        new ImportId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        new ImportFile(row.getFileName(), row.getFileBytes(), row.getFileSha256()),
        json.read(row.getFileFormat(), CsvFormat.class),
        json.readList(row.getFirstRow(), String.class),
        json.read(row.getMapping(), ImportMapping.class),
        new UserId(row.getOwnerId()),
        started == null ? null : json.read(started, ImportStart.class),
        status(row));
  }

  private static ImportStatus status(LeadImportRecord row) {
    Instant since = row.getStatusSince();
    return switch (ImportStatus.Name.valueOf(row.getStatus())) {
      case UPLOADED -> new ImportStatus.Uploaded(since);
      case RUNNING -> new ImportStatus.Running(since);
      case COMPLETED -> new ImportStatus.Completed(since);
      case FAILED -> new ImportStatus.Failed(since, Objects.requireNonNull(row.getStatusReason()));
      case CANCELLED -> new ImportStatus.Cancelled(since);
    };
  }
}
