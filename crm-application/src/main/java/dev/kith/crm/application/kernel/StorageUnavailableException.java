package dev.kith.crm.application.kernel;

/**
 * The storage cannot be used at this moment: the database is gone, overloaded or full. Nothing is
 * wrong with the request; the same call may succeed later, without a restart.
 *
 * <p>If it comes from the end of a run, it is not known whether the run was kept: whoever needs to
 * know repeats the command under the same idempotency key.
 */
public final class StorageUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StorageUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
