package dev.kith.crm.testkit;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Transactions over memory: one run at a time, and a log of how to undo what it did. Nothing is
 * seen of a run before it ends, because whoever wants to look waits for it.
 */
public final class MemoryTransactions implements Transactions {

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Deque<Runnable> undoLog = new ArrayDeque<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private int depth;

  @Override
  public <T> Outcome<T> run(Supplier<Outcome<T>> work) {
    return isInRun() ? savepoint(work) : outermost(work);
  }

  @Override
  public void afterCommit(Runnable action) {
    if (isInRun()) {
      afterCommit.add(action);
    } else {
      action.run();
    }
  }

  /** Looks at, or changes, what is kept, while nobody else does. */
  <T> T alone(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Notes how a change is undone; forgotten at once where no run is under way. */
  void changed(Runnable inverse) {
    if (isInRun()) {
      undoLog.push(inverse);
    }
  }

  boolean isInRun() {
    return lock.isHeldByCurrentThread() && depth > 0;
  }

  private <T> Outcome<T> outermost(Supplier<Outcome<T>> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(work);
      } catch (ConcurrentChangeException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private <T> Outcome<T> attempt(Supplier<Outcome<T>> work) {
    List<Runnable> committed = List.of();
    lock.lock();
    try {
      Outcome<T> outcome = savepoint(work);
      committed = List.copyOf(afterCommit);
      return outcome;
    } finally {
      undoLog.clear();
      afterCommit.clear();
      lock.unlock();
      committed.forEach(Runnable::run);
    }
  }

  private <T> Outcome<T> savepoint(Supplier<Outcome<T>> work) {
    int changes = undoLog.size();
    int actions = afterCommit.size();
    boolean kept = false;
    depth++;
    try {
      Outcome<T> outcome = work.get();
      kept = outcome instanceof Outcome.Done<T>;
      return outcome;
    } finally {
      depth--;
      if (!kept) {
        while (undoLog.size() > changes) {
          undoLog.pop().run();
        }
        afterCommit.subList(actions, afterCommit.size()).clear();
      }
    }
  }
}
