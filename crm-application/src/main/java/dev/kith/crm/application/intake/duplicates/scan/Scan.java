package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.domain.job.JobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scan and how far it has come, so that another process can go on with it.
 *
 * @param id of the job that does it
 * @param finishedAt null while it is not finished
 * @param after up to where the stage is done: a lead's id, or a key; null at its beginning
 */
public record Scan(
    JobId id,
    Instant startedAt,
    @Nullable Instant finishedAt,
    Stage stage,
    @Nullable String after,
    ScanFindings findings) {

  /** What a scan does, in this order. */
  public enum Stage {
    /** Each lead is compared with those that share a key with it. */
    LEADS,
    /** Leads whose key too many share are compared with their neighbours in the alphabet. */
    LARGE_BLOCKS,
    /** Pairs are joined to clusters. */
    CLUSTERS,
    FINISHED
  }

  static Scan begun(JobId id, Instant now) {
    return new Scan(id, now, null, Stage.LEADS, null, ScanFindings.NONE);
  }

  Scan upTo(String place, ScanFindings found) {
    return new Scan(id, startedAt, null, stage, place, found);
  }

  Scan at(Stage next) {
    return new Scan(id, startedAt, null, next, null, findings);
  }

  Scan finished(ScanFindings found, Instant now) {
    return new Scan(id, startedAt, now, Stage.FINISHED, null, found);
  }
}
