package dev.kith.crm.persistence.kernel;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;

/**
 * Keeps commits and statements apart from the moment at which H2 takes up what it will write. It
 * takes up one table or index after the other; what is changed and committed meanwhile would be
 * taken up in some of them only, and a process that is killed before the next write would leave a
 * part of a transaction.
 */
final class CommitGate {

  /**
   * How long statements that have begun are waited for. One of them may wait itself for a lock on a
   * row, and whoever has that for this very moment to pass; without them, what may be left behind
   * is a row that nobody has committed, which H2 shows to one of the sessions that follow.
   */
  private static final long WAIT_FOR_STATEMENTS_MILLIS = 5;

  private final ReentrantReadWriteLock commits = new ReentrantReadWriteLock();
  private final ReentrantReadWriteLock statements = new ReentrantReadWriteLock();

  /** Something done with a database that may fail. */
  @FunctionalInterface
  interface Action {
    void run() throws SQLException;
  }

  /** A commit, which as a whole comes before or after what is taken up. */
  void commit(Action commit) throws SQLException {
    commits.readLock().lock();
    try {
      commit.run();
    } finally {
      commits.readLock().unlock();
    }
  }

  /** Takes up while no commit is under way, and, where it can be had, no statement either. */
  long between(LongSupplier takeUp) {
    boolean quiet = waitedForStatements();
    try {
      commits.writeLock().lock();
      try {
        return takeUp.getAsLong();
      } finally {
        commits.writeLock().unlock();
      }
    } finally {
      if (quiet) {
        statements.writeLock().unlock();
      }
    }
  }

  private boolean waitedForStatements() {
    try {
      return statements.writeLock().tryLock(WAIT_FOR_STATEMENTS_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Has each statement as a whole come before or after what is taken up, if it can be had. */
  ExecuteListenerProvider statements() {
    return Passing::new;
  }

  /** One statement, which belongs to one thread. */
  private final class Passing implements ExecuteListener {

    private boolean inside;

    @Override
    public void executeStart(ExecuteContext context) {
      statements.readLock().lock();
      inside = true;
    }

    @Override
    public void executeEnd(ExecuteContext context) {
      leave();
    }

    /** A statement that fails does not come to its usual end. */
    @Override
    public void exception(ExecuteContext context) {
      leave();
    }

    @Override
    public void end(ExecuteContext context) {
      leave();
    }

    private void leave() {
      if (inside) {
        inside = false;
        statements.readLock().unlock();
      }
    }
  }
}
