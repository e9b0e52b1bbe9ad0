package dev.kith.crm.application.job;

import dev.kith.crm.domain.job.JobId;

/**
 * The job is no longer this worker's: its lease ran out and another has it, or it was handed back.
 * Nothing was written; the handler is to let this exception pass.
 */
public final class LeaseLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LeaseLostException(JobId job) {
    super("lost the lease of job " + job);
  }
}
