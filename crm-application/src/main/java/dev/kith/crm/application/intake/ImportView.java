package dev.kith.crm.application.intake;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.ImportFile;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as people read it.
 *
 * @param format as detected, or as somebody corrected it
 * @param mapping as guessed, or as somebody decided
 * @param preset that says the same of files with such a header; null where none does, in lists, and
 *     once the import has started
 * @param rules what happens to leads that are there already
 * @param owner who uploaded it
 * @param check what would become of the rows, as far as a check has come; null without one
 * @param reverted how far taking back has come; null if it has not begun
 * @param differences rows that would change a lead, a sample of them; only of a finished check
 * @param job that runs or ran it; null before the start
 * @param startedAt null before the start
 * @param progressAt when the progress was last saved
 * @param preview the first rows, as they would be read; empty in lists, where the file is hidden
 *     from the reader, and once the import has started
 */
public record ImportView(
    ImportId id,
    Revision revision,
    ImportFile file,
    FileFormat format,
    List<Column> columns,
    ImportMapping mapping,
    @Nullable MappingPreset preset,
    UpsertRules rules,
    UserId owner,
    ImportStatus status,
    ImportProgress progress,
    @Nullable ImportProgress check,
    @Nullable RevertProgress reverted,
    List<ImportedRow> differences,
    @Nullable UUID job,
    @Nullable Instant startedAt,
    Instant progressAt,
    List<PreviewRow> preview) {

  /**
   * A column of the file.
   *
   * @param number counted from 1
   * @param name from the header row, told from others of the same name; {@code Column 3} where
   *     there is none
   * @param confidence how sure it is that the column fills what it was guessed to fill, from 0 to
   *     1; null where nothing was guessed, where somebody decided otherwise, and after the start
   */
  public record Column(int number, String name, @Nullable Double confidence) {}

  /**
   * A row as it would be read.
   *
   * @param cells all of them, as they stand in the file
   * @param values what the mapped cells say, as written in the file, by the code of the field;
   *     empty cells are left out
   * @param problems why it would become an error; empty if it would become a lead
   */
  public record PreviewRow(
      long line, List<String> cells, Map<String, String> values, List<Violation> problems) {
    public PreviewRow {
      cells = List.copyOf(cells);
      values = ImmutableMap.copyOf(values);
      problems = List.copyOf(problems);
    }
  }

  public ImportView {
    columns = List.copyOf(columns);
    differences = List.copyOf(differences);
    preview = List.copyOf(preview);
  }

  /** What the rows are; null for leads. */
  public @Nullable RecordKind kind() {
    return mapping.kind();
  }

  /** The states that can follow. */
  public List<ImportStatus.Name> next() {
    return status.next();
  }

  /** How much is done of what is at work now, or was last, from 0 to 100. */
  public int percent() {
    return switch (status.name()) {
      case CHECKING, CHECKED -> percent(check == null ? 0 : check.bytes(), file.bytes());
      case REVERTING, REVERTED ->
          percent(reverted == null ? 0 : rowsTakenBack(reverted.lastRow()), progress.rows());
      default -> percent(progress.bytes(), file.bytes());
    };
  }

  /** Leads are taken back from the first row on, other records from the last. */
  private long rowsTakenBack(long lastRow) {
    return kind() == null || lastRow == 0 ? lastRow : progress.rows() - lastRow + 1;
  }

  private static int percent(long done, long total) {
    return total == 0 ? 100 : (int) Math.min(100, done * 100 / total);
  }

  /** Whether other became of the rows than a check had said, since leads were changed meanwhile. */
  public boolean differsFromCheck() {
    return check != null
        && check.bytes() == file.bytes()
        && (status instanceof ImportStatus.Completed
            || status instanceof ImportStatus.CompletedWithErrors)
        && !check.sameCounts(progress);
  }

  /** The mean since the start; 0 before the first rows are done. */
  public long rowsPerSecond() {
    if (startedAt == null) {
      return 0;
    }
    long millis = Duration.between(startedAt, progressAt).toMillis();
    return millis <= 0 ? 0 : progress.rows() * 1000 / millis;
  }
}
