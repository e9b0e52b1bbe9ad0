package dev.kith.crm.application.job;

import dev.kith.crm.domain.job.JobId;

/** Where features put work that is to be done in the background. */
@FunctionalInterface
public interface JobQueue {

  /**
   * Adds a job in the caller's run, or in one of its own where there is none: the job exists if,
   * and only if, that run is kept. A worker takes it up right after the commit.
   *
   * @return the new job, or the one of the same unique key that it joins
   */
  JobId enqueue(JobRequest request);
}
