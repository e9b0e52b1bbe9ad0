package dev.kith.crm.application.job;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.Outcome;

/**
 * Jobs, for those who asked for them and for administrators: everybody sees, cancels and retries
 * the jobs that they asked for; other jobs are seen with {@code job:view} and changed with {@code
 * job:administer}, as far as the permission's scope reaches their requesters. What cannot be seen
 * is {@code not-found}.
 */
public interface Jobs {

  Outcome<JobView> get(JobId id);

  /**
   * By the fields of {@link JobFields}. Never forbidden: without {@code job:view} only one's own
   * jobs are found.
   */
  Outcome<Page<JobView>> list(ListQuery query);

  /**
   * A waiting job is cancelled at once; a running one is told to stop, which its handler does at
   * the next step. Refused with {@code invalid-transition} if it has ended.
   */
  Outcome<JobView> cancel(JobId id);

  /**
   * Makes a dead job wait again, with all its attempts before it. Refused with {@code
   * invalid-transition} if it is not dead, {@code job-already-queued} if another of the same unique
   * key waits or runs.
   */
  Outcome<JobView> retry(JobId id);
}
