package dev.kith.crm.http.kernel;

import java.time.Duration;

/**
 * How many requests one caller may send: a burst of all of them at once, then as they come back,
 * evenly over the window.
 *
 * @param requests at least 1
 */
public record RateLimit(int requests, Duration window) {

  public RateLimit {
    if (requests < 1 || window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException(
          "a rate limit needs at least one request and a window: " + requests + " in " + window);
    }
  }
}
