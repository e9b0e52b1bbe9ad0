package dev.kith.crm.application.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that do work as long as there is any, and otherwise wait until they are woken, until the
 * next work is due, or until it is time to look whether another process left some.
 */
public final class WorkLoop {

  /** The work. Both methods are called by several threads at once. */
  public interface Work {
    /** Does one piece; false if there was none. */
    boolean doNext();

    /** When the next piece is due, as far as is known. */
    Optional<Instant> nextDue();

    /** This work, and other work where there is none of it. */
    default Work before(Work others) {
      Work first = this;
      return new Work() {
        @Override
        public boolean doNext() {
          return first.doNext() || others.doNext();
        }

        @Override
        public Optional<Instant> nextDue() {
          return Stream.of(first.nextDue(), others.nextDue())
              .flatMap(Optional::stream)
              .min(Comparator.naturalOrder());
        }
      };
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);
  private static final Backoff AFTER_FAILURE =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  private final String name;
  private final Work work;
  private final InstantSource clock;
  private final Duration longestWait;
  private final List<Thread> threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long wakings;
  private boolean stopping;

  /**
   * @param name of the threads
   * @param longestWait how long work that another process left can lie about
   */
  public WorkLoop(String name, int threads, Duration longestWait, Work work, InstantSource clock) {
    this.name = name;
    this.work = work;
    this.clock = clock;
    this.longestWait = longestWait;
    // Daemons, so that an application that forgets to close its CRM can end all the same;
    // unfinished work is found again.
    this.threads =
        IntStream.rangeClosed(1, threads)
            .mapToObj(i -> Thread.ofPlatform().daemon().name(name + "-" + i).unstarted(this::loop))
            .toList();
  }

  public void start() {
    threads.forEach(Thread::start);
  }

  /** There may be something to do. */
  public void wake() {
    lock.lock();
    try {
      wakings++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing new is begun. */
  public void stop() {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until what was under way has ended.
   *
   * @param patience how long; what still runs then is interrupted
   */
  public void awaitEnd(Duration patience) {
    try {
      long nanos = patience.toNanos();
      long start = System.nanoTime();
      for (Thread thread : threads) {
        if (thread.getState() != Thread.State.NEW) {
          thread.join(Duration.ofNanos(Math.max(1, nanos - (System.nanoTime() - start))));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.forEach(Thread::interrupt);
  }

  private void loop() {
    int failures = 0;
    while (isGoing()) {
      long seen = wakings();
      try {
        if (!work.doNext()) {
          pause(seen, untilNextDue());
        }
        failures = 0;
      } catch (RuntimeException | Error e) {
        failures++;
        LOG.warn("{} failed and goes on in a while", name, e);
        pause(wakings(), AFTER_FAILURE.after(failures, 0));
      }
    }
  }

  private Duration untilNextDue() {
    Duration wait =
        work.nextDue().map(due -> Duration.between(clock.instant(), due)).orElse(longestWait);
    return wait.compareTo(SHORTEST_WAIT) < 0
        ? SHORTEST_WAIT
        : wait.compareTo(longestWait) > 0 ? longestWait : wait;
  }

  private void pause(long seen, Duration longest) {
    lock.lock();
    try {
      long nanos = longest.toNanos();
      while (!stopping && wakings == seen && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean isGoing() {
    lock.lock();
    try {
      return !stopping;
    } finally {
      lock.unlock();
    }
  }

  private long wakings() {
    lock.lock();
    try {
      return wakings;
    } finally {
      lock.unlock();
    }
  }
}
