package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.job.JobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scan and how far it has come, so that another process can go on with it.
 *
 * @param id of the job that does it
 * @param kind of the records that it looks through
 * @param finishedAt null while it is not finished
 * @param after up to where the stage is done: a record's id, or a key; null at its beginning
 */
public record Scan(
    JobId id,
    MergeKind kind,
    Instant startedAt,
    @Nullable Instant finishedAt,
    Stage stage,
    @Nullable String after,
    ScanFindings findings) {

  /** What a scan does, in this order. */
  public enum Stage {
    /** Each record is compared with those that share a key with it. */
    RECORDS,
    /** Those whose key too many share are compared with their neighbours in the alphabet. */
    LARGE_BLOCKS,
    /** Pairs are joined to clusters. */
    CLUSTERS,
    FINISHED
  }

  static Scan begun(JobId id, MergeKind kind, Instant now) {
    return new Scan(id, kind, now, null, Stage.RECORDS, null, ScanFindings.NONE);
  }

  Scan upTo(String place, ScanFindings found) {
    return new Scan(id, kind, startedAt, null, stage, place, found);
  }

  Scan at(Stage next) {
    return new Scan(id, kind, startedAt, null, next, null, findings);
  }

  Scan finished(ScanFindings found, Instant now) {
    return new Scan(id, kind, startedAt, now, Stage.FINISHED, null, found);
  }
}
