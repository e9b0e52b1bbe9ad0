package dev.kith.crm.application.job;

/** Says that a job cannot succeed, however often it is tried. The message is shown with the job. */
public final class JobGivenUpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JobGivenUpException(String message) {
    super(message);
  }
}
