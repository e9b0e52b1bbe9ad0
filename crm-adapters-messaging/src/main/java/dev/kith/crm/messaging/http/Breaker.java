package dev.kith.crm.messaging.http;

import java.time.Duration;
import java.time.Instant;

/**
 * Leaves a server alone that failed {@value #FAILURES} times in a row: for half a minute nobody
 * asks it, then one question finds out whether it is back.
 */
final class Breaker {

  static final int FAILURES = 5;
  static final Duration PAUSE = Duration.ofSeconds(30);

  private int failures;
  private Instant pausedUntil = Instant.MIN;

  /** Whether a question may go out now; its outcome is to be told to {@link #learn}. */
  synchronized boolean lets(Instant now) {
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

  synchronized void learn(boolean worked, Instant now) {
    failures = worked ? 0 : failures + 1;
    if (failures >= FAILURES) {
      pausedUntil = now.plus(PAUSE);
    }
  }
}
