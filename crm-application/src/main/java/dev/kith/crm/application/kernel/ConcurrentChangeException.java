package dev.kith.crm.application.kernel;

/**
 * Another transaction got in between, so that this one cannot go on. Repeating the use case mends
 * it, which {@link Transactions} does by itself.
 */
public final class ConcurrentChangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConcurrentChangeException(String message, Throwable cause) {
    super(message, cause);
  }
}
