package dev.kith.crm.application.job;

import dev.kith.crm.application.kernel.Context;

/**
 * Does the jobs of one kind.
 *
 * <p>It is called at least once per job, on a thread of the CRM's own, outside any transaction. A
 * process can die in the middle of it; the job is then run again from the beginning. What the
 * handler changes it therefore changes in {@link JobRun#write} or {@link JobRun#finish}, and keeps
 * there, too, how far it has come, if it cannot begin anew.
 *
 * <p>It answers no by throwing: the job is tried again, later and later, until its last attempt.
 * With {@link JobGivenUpException} there is no further attempt.
 */
@FunctionalInterface
public interface JobHandler {

  void run(JobRun run);

  /**
   * Told that a job is dead, was cancelled, or waits again after it was dead, so that the record
   * that it is about can say the same. It is called in the transaction in which that happens; both
   * are kept, or neither.
   *
   * @param job as it is now: {@code DEAD}, {@code CANCELLED} or {@code WAITING}
   * @param context in which the CRM itself does what follows; who cancelled or retried the job
   *     stands in the job's own history
   */
  default void turned(JobView job, Context context) {}

  /** What administrators are told when a job that the CRM itself brought about is dead. */
  default Loss loss(JobView job) {
    return new Loss("The job " + job.kind() + " was given up", job.kind());
  }

  /**
   * That a job was given up, for people.
   *
   * @param text in one line
   * @param same of all those that have it in common, people are told once a day
   */
  record Loss(String text, String same) {}
}
