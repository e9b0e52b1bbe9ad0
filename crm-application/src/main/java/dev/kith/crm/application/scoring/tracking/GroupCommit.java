package dev.kith.crm.application.scoring.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has many callers' things kept by few commits: whoever comes while one is under way waits, and the
 * first of those who waited keeps the things of all. A caller comes back when its own thing is
 * kept, so nothing is lost that was answered for; and no thread is needed besides the callers'.
 */
final class GroupCommit<T> {

  /** Beyond so many that wait, more are sent away. */
  private static final int MOST_WAITING = 5_000;

  private static final int AT_ONCE = 500;

  private final BlockingQueue<Waiting<T>> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final ReentrantLock lock = new ReentrantLock();
  private final Consumer<List<T>> commit;

  /** All but the thing is guarded by the lock. */
  private static final class Waiting<T> {
    private final T thing;
    private boolean done;
    private @Nullable RuntimeException failure;

    Waiting(T thing) {
      this.thing = thing;
    }
  }

  /**
   * @param commit keeps all of them, or throws and keeps none
   */
  GroupCommit(Consumer<List<T>> commit) {
    this.commit = commit;
  }

  /**
   * Comes back when the thing is kept.
   *
   * @return whether it is; not if too many wait
   * @throws RuntimeException what the commit threw
   */
  boolean keep(T thing) {
    Waiting<T> mine = new Waiting<>(thing);
    if (!queue.offer(mine)) {
      return false;
    }
    lock.lock();
    try {
      while (!mine.done) {
        List<Waiting<T>> group = new ArrayList<>();
        queue.drainTo(group, AT_ONCE);
        commit(group);
      }
      if (mine.failure != null) {
        throw new IllegalStateException("what was reported could not be kept", mine.failure);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void commit(List<Waiting<T>> group) {
    try {
      commit.accept(group.stream().map(waiting -> waiting.thing).toList());
    } catch (RuntimeException e) {
      if (group.size() > 1) {
        // One that cannot be kept must not take the others with it.
        group.forEach(waiting -> commit(List.of(waiting)));
        return;
      }
      group.forEach(waiting -> waiting.failure = e);
    }
    group.forEach(waiting -> waiting.done = true);
  }
}
