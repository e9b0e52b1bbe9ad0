package dev.kith.crm.application.job;

/**
 * Says that a job did not succeed this time, for a reason that is known and no fault of the
 * program. The message alone is shown with the job.
 */
public final class JobPutOffException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JobPutOffException(String message) {
    super(message);
  }
}
