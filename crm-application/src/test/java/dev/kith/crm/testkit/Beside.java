package dev.kith.crm.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Something that another thread does at the same time. */
public final class Beside<T> {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final FutureTask<T> task;
  private final Thread thread;

  private Beside(Supplier<T> work) {
    task = new FutureTask<>(work::get);
    thread = Thread.ofPlatform().daemon().start(task);
  }

  public static <T> Beside<T> start(Supplier<T> work) {
    return new Beside<>(work);
  }

  /** What so many make of it at the same instant, in their order. */
  public static <T> List<T> all(int people, IntFunction<T> work) {
    CountDownLatch ready = new CountDownLatch(people);
    List<Beside<T>> running =
        IntStream.range(0, people)
            .mapToObj(i ->
                start(() -> {
                  ready.countDown();
                  await(ready);
                  return work.apply(i);
                }))
            .toList();
    return running.stream().map(Beside::result).toList();
  }

  /** Waits until the other thread says so; answers the count that is left, none. */
  public static int await(CountDownLatch sign) {
    try {
      sign.await();
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns when the other thread has finished, or as soon as it waits for this one: a storage may
   * let two runs go on side by side, or one after the other.
   */
  public void untilDoneOrWaiting() {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!task.isDone()
        && System.nanoTime() < deadline
        && thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  /** What came of it, an exception included. */
  public T result() {
    try {
      return task.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("the other thread has not finished", e);
    }
  }
}
