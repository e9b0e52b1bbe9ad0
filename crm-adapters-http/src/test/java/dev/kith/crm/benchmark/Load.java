package dev.kith.crm.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Calls something from several clients at once, each as often as it answers, and measures every
 * call.
 */
final class Load {

  /** One call; it throws if the answer is not what it should be. */
  @FunctionalInterface
  interface Call {
    void once() throws Exception;
  }

  /** What came out: calls per second, and the time that half and 99 of 100 calls stayed below. */
  record Measured(double perSecond, Duration median, Duration p99, int calls) {

    @Override
    public String toString() {
      return String.format(
          "%,9.0f /s   p50 %6.2f ms   p99 %6.2f ms", perSecond, millis(median), millis(p99));
    }

    static double millis(Duration duration) {
      return duration.toNanos() / 1e6;
    }
  }

  private static final Duration ROUND = Duration.ofSeconds(5);

  /** A round that does not do so much better than the best before is no further warming up. */
  private static final double BETTER = 1.03;

  /** In a row, since other programs may have slowed down one. */
  private static final int ROUNDS_NO_BETTER = 2;

  private static final int MOST_ROUNDS = 36;

  private Load() {}

  /**
   * Warms up until the calls do not get faster any more, and measures then. Many clients leave the
   * compilers of few cores little time: a fixed time would measure these, and not the code.
   *
   * @param client makes the call of one client, counted from 0
   */
  static Measured run(int clients, Duration measured, IntFunction<Call> client)
      throws InterruptedException, ExecutionException {
    return run(clients, measured, 0, client);
  }

  /**
   * Warms up likewise, and measures then how long callers wait who come at fixed times, whether the
   * call before has been answered or not: what is waited for their turn counts.
   *
   * @param perSecond calls of all clients together
   */
  static Measured paced(int clients, Duration measured, int perSecond, IntFunction<Call> client)
      throws InterruptedException, ExecutionException {
    return run(clients, measured, clients * 1_000_000_000L / perSecond, client);
  }

  /**
   * @param pace nanoseconds between two calls of one client; 0 to call again at once
   */
  private static Measured run(int clients, Duration measured, long pace, IntFunction<Call> client)
      throws InterruptedException, ExecutionException {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      calls.add(client.apply(i));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      warmUp(threads, calls);
      long begun = System.nanoTime();
      long[] nanos = allFor(threads, calls, measured, pace);
      double seconds = (System.nanoTime() - begun) / 1e9;
      Arrays.sort(nanos);
      return new Measured(
          nanos.length / seconds, quantile(nanos, 0.5), quantile(nanos, 0.99), nanos.length);
    }
  }

  private static void warmUp(ExecutorService threads, List<Call> calls)
      throws InterruptedException, ExecutionException {
    double best = 0;
    int noBetter = 0;
    for (int round = 0; round < MOST_ROUNDS && noBetter < ROUNDS_NO_BETTER; round++) {
      int done = allFor(threads, calls, ROUND, 0).length;
      noBetter = done > best * BETTER ? 0 : noBetter + 1;
      best = Math.max(best, done);
    }
  }

  private static long[] allFor(ExecutorService threads, List<Call> calls, Duration time, long pace)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    List<Future<long[]>> running = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      // Clients that keep a pace begin one after the other, not all at once.
      long first = begin + pace * i / calls.size();
      running.add(threads.submit(() -> repeat(call, first, end, pace)));
    }
    List<long[]> all = new ArrayList<>();
    for (Future<long[]> client : running) {
      all.add(client.get());
    }
    return all.stream().flatMapToLong(Arrays::stream).toArray();
  }

  private static long[] repeat(Call call, long first, long end, long pace) throws Exception {
    long[] nanos = new long[1 << 12];
    int count = 0;
    for (long due = first; due < end; ) {
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      call.once();
      long after = System.nanoTime();
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, count * 2);
      }
      nanos[count++] = after - due;
      due = pace == 0 ? after : due + pace;
    }
    return Arrays.copyOf(nanos, count);
  }

  private static Duration quantile(long[] sorted, double share) {
    return sorted.length == 0
        ? Duration.ZERO
        : Duration.ofNanos(
            sorted[(int) Math.min(sorted.length - 1, (long) (sorted.length * share))]);
  }
}
