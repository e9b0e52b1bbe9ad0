package dev.kith.crm.application.kernel;

import java.time.Duration;

/**
 * How long to wait before something that failed is tried again: twice as long each time, up to a
 * longest.
 *
 * @param first after the first failure
 */
public record Backoff(Duration first, Duration longest) {

  private static final int MOST_DOUBLINGS = 40;

  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("not a back-off: " + first + " to " + longest);
    }
  }

  /**
   * @param failures 1 after the first
   * @param chance from 0 (included) to 1 (excluded): takes off up to half of the wait, so that what
   *     failed together is not tried again together
   */
  public Duration after(int failures, double chance) {
    double doubled = first.toMillis() * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
    double full = Math.min(doubled, (double) longest.toMillis());
    return Duration.ofMillis(Math.max(1, Math.round(full * (1 - chance / 2))));
  }
}
