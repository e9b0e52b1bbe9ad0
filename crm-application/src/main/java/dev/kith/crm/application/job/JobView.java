package dev.kith.crm.application.job;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job as people see it.
 *
 * @param runAt when it is, or was, to be begun
 * @param requester null for the CRM itself
 * @param attempts how many have been begun
 * @param cancelWanted somebody cancelled it while it ran, and the worker has not stopped yet
 * @param error what the last attempt that failed said; null if none did
 * @param startedAt when the last attempt began; null before the first
 * @param finishedAt null while it waits or runs
 */
public record JobView(
    JobId id,
    String kind,
    Map<String, String> payload,
    JobState state,
    Progress progress,
    int attempts,
    int maxAttempts,
    boolean cancelWanted,
    @Nullable String error,
    @Nullable String uniqueKey,
    @Nullable Subject subject,
    @Nullable UserId requester,
    @Nullable String requesterName,
    @Nullable String requestId,
    Instant createdAt,
    Instant runAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /**
   * How far a job is.
   *
   * @param total null while it is unknown
   * @param message may be empty
   */
  public record Progress(long done, @Nullable Long total, String message) {
    public static final Progress NONE = new Progress(0, null, "");
    public static final int LONGEST_MESSAGE = 500;

    public Progress {
      message =
          message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }
  }

  public JobView {
    payload = ImmutableMap.copyOf(payload);
  }
}
