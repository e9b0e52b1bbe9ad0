package dev.kith.crm.messaging.geocoding;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets questions out one by one, never two within an interval, whoever asks. */
final class Pace {

  private final long interval;
  private long next = System.nanoTime();

  Pace(Duration interval) {
    this.interval = interval.toNanos();
  }

  /**
   * Waits for a turn.
   *
   * @param deadline by the clock of {@link System#nanoTime}
   * @return false, at once, if the turn would come after the deadline; it is then left to others
   */
  boolean awaitTurn(long deadline) throws InterruptedException {
    long wait;
    synchronized (this) {
      long now = System.nanoTime();
      long turn = next - now > 0 ? next : now;
      if (turn - deadline >= 0) {
        return false;
      }
      next = turn + interval;
      wait = turn - now;
    }
    TimeUnit.NANOSECONDS.sleep(wait);
    return true;
  }
}
