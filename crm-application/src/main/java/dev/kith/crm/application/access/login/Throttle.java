package dev.kith.crm.application.access.login;

import dev.kith.crm.application.access.login.LoginAttempts.Count;
import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait after failed log-ins: some are free, then the wait doubles with each further one
 * up to a longest wait.
 *
 * @param free failures that cost nothing
 */
record Throttle(int free) {

  /** For one login: people mistype, but not often. */
  static final Throttle LOGIN = new Throttle(5);

  /** For one address: behind it may sit a whole company. */
  static final Throttle ADDRESS = new Throttle(20);

  static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** Failures that lie so far back are forgotten. */
  static final Duration MEMORY = Duration.ofHours(1);

  /** How long from now until the next attempt is let through; zero if it is now. */
  Duration waitAt(Count count, Instant now) {
    if (count.failures() < free || isForgotten(count, now)) {
      return Duration.ZERO;
    }
    int doublings = Math.min(count.failures() - free, 20);
    Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
    Instant letThrough =
        count.lastAt().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    return letThrough.isAfter(now) ? Duration.between(now, letThrough) : Duration.ZERO;
  }

  /** One failure more. */
  static Count failed(Count count, Instant now) {
    return new Count(isForgotten(count, now) ? 1 : count.failures() + 1, now);
  }

  /** One failure less, since the attempt that was counted as one succeeded. */
  static Count refunded(Count count) {
    return new Count(Math.max(0, count.failures() - 1), count.lastAt());
  }

  private static boolean isForgotten(Count count, Instant now) {
    return !count.lastAt().plus(MEMORY).isAfter(now);
  }
}
