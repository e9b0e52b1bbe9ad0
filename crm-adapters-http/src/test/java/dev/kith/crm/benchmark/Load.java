package dev.kith.crm.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      calls.add(client.apply(i));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      warmUp(threads, calls);
      long begun = System.nanoTime();
      long[] nanos = allFor(threads, calls, measured);
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
      int done = allFor(threads, calls, ROUND).length;
      noBetter = done > best * BETTER ? 0 : noBetter + 1;
      best = Math.max(best, done);
    }
  }

  private static long[] allFor(ExecutorService threads, List<Call> calls, Duration time)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + time.toNanos();
    List<Future<long[]>> running =
        calls.stream().map(call -> threads.submit(() -> repeat(call, end))).toList();
    List<long[]> all = new ArrayList<>();
    for (Future<long[]> client : running) {
      all.add(client.get());
    }
    return all.stream().flatMapToLong(Arrays::stream).toArray();
  }

  private static long[] repeat(Call call, long end) throws Exception {
    long[] nanos = new long[1 << 12];
    int count = 0;
    for (long now = System.nanoTime(); now < end; ) {
      call.once();
      long after = System.nanoTime();
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, count * 2);
      }
      nanos[count++] = after - now;
      now = after;
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
