package dev.kith.crm.persistence.kernel;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.StorageUnavailableException;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.domain.shared.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs on connections of a pool. The outermost run of a thread holds a connection, which every
 * store gets while the run lasts; a run inside it is a savepoint. Outside a run a store gets a
 * connection for one statement, which commits by itself.
 */
final class JooqTransactions implements Transactions, ConnectionProvider {

  private static final Logger log = LoggerFactory.getLogger(JooqTransactions.class);
  private static final int LONGEST_PAUSE_MILLIS = 20;

  private final DataSource pool;
  private final Durability durability;
  private final Runnable distrust;

  @SuppressWarnings(
      "ThreadLocalUsage") // One per storage, and storages live as long as the application.
  private final ThreadLocal<@Nullable Run> current = new ThreadLocal<>();

  /**
   * @param durability how what is committed gets to where a killed process cannot lose it
   * @param distrust told when the database could not be used
   */
  JooqTransactions(DataSource pool, Durability durability, Runnable distrust) {
    this.pool = pool;
    this.durability = durability;
    this.distrust = distrust;
  }

  /**
   * A run in progress, with what is to be done if it is kept, and what when it has ended either
   * way.
   */
  private record Run(Connection connection, List<Runnable> afterCommit, List<Runnable> afterEnd) {}

  @Override
  public <T> Outcome<T> run(Supplier<Outcome<T>> work) {
    Run outer = current.get();
    return outer == null ? outermost(work) : nested(outer, work);
  }

  @Override
  public void afterCommit(Runnable action) {
    Run run = current.get();
    if (run == null) {
      action.run();
    } else {
      run.afterCommit().add(action);
    }
  }

  /** For when the thread's outermost run has been kept or undone; false if there is no run. */
  boolean afterEnd(Runnable action) {
    Run run = current.get();
    return run != null && run.afterEnd().add(action);
  }

  boolean isRunning() {
    return current.get() != null;
  }

  private <T> Outcome<T> outermost(Supplier<Outcome<T>> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(work);
      } catch (ConcurrentChangeException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        log.debug("attempt {} lost a race and is repeated: {}", attempt, e.getMessage());
        pause(attempt);
      }
    }
  }

  private <T> Outcome<T> attempt(Supplier<Outcome<T>> work) {
    Connection connection = connect();
    List<Runnable> afterCommit = new ArrayList<>();
    List<Runnable> afterEnd = new ArrayList<>();
    Outcome<T> outcome;
    boolean committed = false;
    try {
      connection.setAutoCommit(false);
      current.set(new Run(connection, afterCommit, afterEnd));
      outcome = work.get();
      if (outcome instanceof Outcome.Done) {
        durability.commit(connection);
        committed = true;
      }
    } catch (SQLException e) {
      throw asUnchecked(e);
    } finally {
      current.remove();
      giveBack(connection, committed);
      afterEnd.forEach(JooqTransactions::runSafely);
    }
    if (committed) {
      durability.persist();
      afterCommit.forEach(JooqTransactions::runSafely);
    }
    return outcome;
  }

  private <T> Outcome<T> nested(Run outer, Supplier<Outcome<T>> work) {
    Connection connection = outer.connection();
    List<Runnable> afterCommit = new ArrayList<>();
    boolean kept = false;
    Savepoint savepoint;
    try {
      savepoint = connection.setSavepoint();
    } catch (SQLException e) {
      throw asUnchecked(e);
    }
    try {
      current.set(new Run(connection, afterCommit, outer.afterEnd()));
      Outcome<T> outcome = work.get();
      if (outcome instanceof Outcome.Done) {
        connection.releaseSavepoint(savepoint);
        kept = true;
        outer.afterCommit().addAll(afterCommit);
      }
      return outcome;
    } catch (SQLException e) {
      throw asUnchecked(e);
    } finally {
      current.set(outer);
      if (!kept) {
        undo(connection, savepoint);
      }
    }
  }

  @Override
  public Connection acquire() {
    Run run = current.get();
    return run == null ? connect() : run.connection();
  }

  @Override
  public void release(Connection connection) {
    Run run = current.get();
    if (run == null || !run.connection().equals(connection)) {
      close(connection);
    }
  }

  /** A connection that does not belong to the thread's run; the caller closes it. */
  Connection connect() {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw Failures.unavailable(e);
    }
  }

  private static void undo(Connection connection, Savepoint savepoint) {
    try {
      connection.rollback(savepoint);
    } catch (SQLException e) {
      // The connection is lost, and with it everything of this transaction: the outermost run finds
      // the same.
      log.debug("a savepoint could not be restored: {}", e.getMessage());
    }
  }

  /**
   * Undoes what is not committed; a connection on which that fails is dropped by the pool, and the
   * database undoes it.
   */
  private static void giveBack(Connection connection, boolean committed) {
    try {
      if (!committed && !connection.getAutoCommit()) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      log.debug("a transaction ended with its connection: {}", e.getMessage());
    } finally {
      close(connection);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      log.debug("a connection could not be closed: {}", e.getMessage());
    }
  }

  private RuntimeException asUnchecked(SQLException e) {
    RuntimeException translated = Failures.translated(e);
    if (translated instanceof StorageUnavailableException) {
      distrust.run();
    }
    return translated == null ? new IllegalStateException(e) : translated;
  }

  private static void runSafely(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      log.error("an action after a run failed", e);
    }
  }

  /**
   * Lets those who are in each other's way part: a little longer, and differently long, each time.
   */
  private static void pause(int attempt) {
    int most = Math.min(LONGEST_PAUSE_MILLIS, 5 * attempt);
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(1 + ThreadLocalRandom.current().nextInt(most)));
  }
}
