package dev.kith.crm.application.intake.duplicates;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets only so many checks work at once as the processors can do, the others in the order in which
 * they came. Where more of them compete, here and in the database, whoever the system favours is
 * quick and the unlucky wait many times as long; together they get no more done.
 *
 * <p>Nobody waits longer than {@value #LONGEST_MILLIS} ms: whoever checks within a transaction
 * holds a connection that those whose turn it is may need.
 */
final class Turns {

  private static final int LONGEST_MILLIS = 250;

  private final Semaphore turns;

  Turns(int atOnce) {
    this.turns = new Semaphore(atOnce, true);
  }

  /** Twice as many as there are processors: one works while another waits for the database. */
  static Turns ofThisMachine() {
    return new Turns(2 * Runtime.getRuntime().availableProcessors());
  }

  <T> T inTurn(Supplier<T> work) {
    boolean taken = take();
    try {
      return work.get();
    } finally {
      if (taken) {
        turns.release();
      }
    }
  }

  /** How many turns nobody has. */
  int free() {
    return turns.availablePermits();
  }

  private boolean take() {
    try {
      return turns.tryAcquire(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
