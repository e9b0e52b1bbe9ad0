package dev.kith.crm.application.kernel;

import java.time.Duration;
import java.time.Instant;

/**
 * Leaves a partner alone that failed {@value #FAILURES} times in a row: for half a minute nobody
 * asks it, then one question finds out whether it is back.
 */
public final class Breaker {

  public static final int FAILURES = 5;
  public static final Duration PAUSE = Duration.ofSeconds(30);

  private int failures;
  private Instant pausedUntil = Instant.MIN;

  /** Whether a question may go out now; its outcome is to be told to {@link #learn}. */
  public synchronized boolean lets(Instant now) {
    if (failures < FAILURES) {
      return true;
    }
    if (now.isBefore(pausedUntil)) {
      return false;
    }
    // While this one finds out, the others still wait.
    pausedUntil = now.plus(PAUSE);
    return true;
  }

  public synchronized void learn(boolean worked, Instant now) {
    failures = worked ? 0 : failures + 1;
    if (failures >= FAILURES) {
      pausedUntil = now.plus(PAUSE);
    }
  }
}
