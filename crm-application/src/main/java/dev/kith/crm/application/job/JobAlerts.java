package dev.kith.crm.application.job;

import dev.kith.crm.application.job.JobHandler.Loss;
import dev.kith.crm.application.kernel.Context;

/** Tells people of jobs that were given up and that nobody waits for. */
@FunctionalInterface
public interface JobAlerts {

  /**
   * A job that the CRM itself brought about is dead; it is told in the run in which that happened.
   */
  void dead(JobView job, Loss loss, Context context);
}
