package dev.kith.crm.application.job;

/**
 * Does the jobs of one kind.
 *
 * <p>It is called at least once per job, on a thread of the CRM's own, outside any transaction. A process can die in the middle
 * of it; the job is then run again from the beginning. What the handler changes it therefore changes in {@link JobRun#write} or
 * {@link JobRun#finish}, and keeps there, too, how far it has come, if it cannot begin anew.
 *
 * <p>It answers no by throwing: the job is tried again, later and later, until its last attempt. With {@link
 * JobGivenUpException} there is no further attempt.
 */
@FunctionalInterface
public interface JobHandler {

  void run(JobRun run);
}
