package dev.kith.crm.persistence.intake;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportFile;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportStart;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.LeadImportRecord;
import dev.kith.crm.persistence.kernel.RecordJson;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    row.setRules(json.write(i.rules()));
    row.setOwnerId(i.owner().value());
    row.setStarted(i.start() == null ? null : json.write(i.start()));
    row.setStatus(i.status().name().name());
    row.setStatusSince(i.status().since());
    row.setStatusReason(i.status() instanceof ImportStatus.Failed failed ? failed.reason() : null);
    return row;
  }

  static Import read(LeadImportRecord row, RecordJson json) {
    String started = row.getStarted();
    ImportStart start = started == null ? null : json.read(started, ImportStart.class);
    return new Import(
        new ImportId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        new ImportFile(row.getFileName(), row.getFileBytes(), row.getFileSha256()),
        json.read(row.getFileFormat(), FileFormat.class),
        json.readList(row.getFirstRow(), String.class),
        json.read(row.getMapping(), ImportMapping.class),
        json.read(row.getRules(), UpsertRules.class),
        new UserId(row.getOwnerId()),
        start,
        status(row, start));
  }

  /** The phase in which it ended is the one to which it was set last. */
  private static ImportStatus status(LeadImportRecord row, @Nullable ImportStart start) {
    Instant since = row.getStatusSince();
    return switch (ImportStatus.Name.valueOf(row.getStatus())) {
      case UPLOADED -> new ImportStatus.Uploaded(since);
      case CHECKING -> new ImportStatus.Checking(since);
      case CHECKED -> new ImportStatus.Checked(since);
      case RUNNING -> new ImportStatus.Running(since);
      case PAUSED -> new ImportStatus.Paused(since);
      case COMPLETED -> new ImportStatus.Completed(since);
      case COMPLETED_WITH_ERRORS -> new ImportStatus.CompletedWithErrors(since);
      case FAILED ->
          new ImportStatus.Failed(
              since,
              Objects.requireNonNull(row.getStatusReason()),
              Objects.requireNonNull(start).phase());
      case CANCELLED ->
          new ImportStatus.Cancelled(since, start != null && start.phase() == ImportPhase.RUN);
      case REVERTING -> new ImportStatus.Reverting(since);
      case REVERTED -> new ImportStatus.Reverted(since);
    };
  }
}
