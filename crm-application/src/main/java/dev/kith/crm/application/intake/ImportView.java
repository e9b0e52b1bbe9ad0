package dev.kith.crm.application.intake;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.CsvFormat;
import dev.kith.crm.domain.intake.ImportFile;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.lead.LeadField;
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
 * @param owner who uploaded it
 * @param job that runs or ran it; null before the start
 * @param startedAt null before the start
 * @param progressAt when the progress was last saved
 * @param preview the first rows, as they would be read; empty in lists, and once the import has
 *     started
 */
public record ImportView(
    ImportId id,
    Revision revision,
    ImportFile file,
    CsvFormat format,
    List<Column> columns,
    ImportMapping mapping,
    UserId owner,
    ImportStatus status,
    ImportProgress progress,
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
   */
  public record Column(int number, String name) {}

  /**
   * A row as it would be read.
   *
   * @param values what the mapped cells say, as written in the file; empty cells are left out
   * @param problems why it would become an error; empty if it would become a lead
   */
  public record PreviewRow(long line, Map<LeadField, String> values, List<Violation> problems) {
    public PreviewRow {
      values = ImmutableMap.copyOf(values);
      problems = List.copyOf(problems);
    }
  }

  public ImportView {
    columns = List.copyOf(columns);
    preview = List.copyOf(preview);
  }

  /** How much of the file is done, from 0 to 100. */
  public int percent() {
    return file.bytes() == 0 ? 100 : (int) Math.min(100, progress.bytes() * 100 / file.bytes());
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
