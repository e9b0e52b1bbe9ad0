package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scan as people see it.
 *
 * @param job that does it
 * @param kind of the records that it looks through
 * @param state of the job; a job that is forgotten since has succeeded if the scan is finished, and
 *     was cancelled if not
 * @param finishedAt null if it is not finished
 * @param total how many records there were when it was last heard of; null while unknown
 */
public record ScanView(
    JobId job,
    MergeKind kind,
    JobState state,
    Instant startedAt,
    @Nullable Instant finishedAt,
    Scan.Stage stage,
    @Nullable Long total,
    ScanFindings findings) {

  /** Whether it waits for its turn, or is under way. */
  public boolean isUnderWay() {
    return !state.isFinished() && state != JobState.DEAD;
  }

  /** How much of all records it has looked at, in percent. */
  public int percent() {
    if (finishedAt != null) {
      return 100;
    }
    return total == null || total == 0 ? 0 : (int) Math.min(99, findings.records() * 100 / total);
  }
}
