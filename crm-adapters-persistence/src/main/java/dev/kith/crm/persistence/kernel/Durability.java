package dev.kith.crm.persistence.kernel;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;
import org.h2.mvstore.db.Store;
import org.jooq.ExecuteListenerProvider;
import org.jspecify.annotations.Nullable;

/**
 * How commits get to where a killed process cannot lose them: for H2, which itself writes them to
 * its file some hundred milliseconds after it has reported them, before they are reported, and each
 * of them as a whole. Commits that come in while a write is under way share the next one.
 *
 * <p>What is written survives the death of the process, not a failure of the machine's power: for
 * that, use PostgreSQL.
 */
final class Durability {

  private static final Method HEADER = header();

  private final @Nullable DataSource source;
  private final Runnable distrust;
  private final CommitGate gate = new CommitGate();
  private final AtomicLong asked = new AtomicLong();
  private long written;

  private Durability(@Nullable DataSource source, Runnable distrust) {
    this.source = source;
    this.distrust = distrust;
  }

  /** For databases that look after it themselves, and for those in memory. */
  static Durability none() {
    return new Durability(null, () -> {});
  }

  /**
   * @param distrust told when the database could not be used
   */
  static Durability of(Vendor vendor, String url, DataSource source, Runnable distrust) {
    return switch (vendor) {
      case H2 -> url.startsWith("jdbc:h2:mem:") ? none() : new Durability(source, distrust);
      case POSTGRESQL -> none();
    };
  }

  /** Commits; it is not durable before {@link #persist}. */
  void commit(Connection connection) throws SQLException {
    if (source == null) {
      connection.commit();
    } else {
      gate.commit(connection::commit);
    }
  }

  /** What statements are to pass, if anything. */
  Optional<ExecuteListenerProvider> gate() {
    return source == null ? Optional.empty() : Optional.of(gate.statements());
  }

  /** Returns when all that has been committed before is durable. */
  void persist() {
    if (source == null) {
      return;
    }
    long mine = asked.incrementAndGet();
    synchronized (this) {
      if (written >= mine) {
        return;
      }
      long covered = asked.get();
      write(source);
      written = covered;
    }
  }

  private void write(DataSource source) {
    try (Connection connection = source.getConnection()) {
      Store store = H2Store.of(connection);
      if (store != null) {
        write(store.getMvStore());
      } else {
        try (Statement statement = connection.createStatement()) {
          statement.execute("checkpoint");
        }
      }
    } catch (SQLException | MVStoreException e) {
      distrust.run();
      throw Failures.unavailable(e);
    }
  }

  /**
   * H2 takes nothing up where it has waited for another thread that was just doing so, for example
   * to make room in the file, though that one had begun before the commit. So it is asked until it
   * has taken up something, or has nothing left to take up. What it has taken up is only on its way
   * to the file; the last step waits until that has arrived, and has the header of the file name
   * it. A database that was closed and opened in between has a writer of its own again.
   */
  private void write(MVStore store) {
    while (gate.between(store::tryCommit) < 0 && store.hasUnsavedChanges()) {
      Thread.onSpinWait();
    }
    store.executeFilestoreOperation(() -> {
      H2Store.withoutWriterOfItsOwn(store.getFileStore());
      nameLastChunk(store.getFileStore());
    });
  }

  /**
   * The header leads to the last chunk of the file, and from chunk to chunk where each stands where
   * the one before expected it. Where one does not, H2 2.5.252 writes the header too early, with
   * the chunk before: after a kill it would find neither that one nor any that follow, and take the
   * file for as old. Nothing that is public writes the header.
   */
  private static void nameLastChunk(FileStore<?> file) {
    if (file instanceof RandomAccessStore) {
      try {
        HEADER.invoke(file);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the header of the file cannot be written", e);
      }
    }
  }

  private static Method header() {
    try {
      Method header = RandomAccessStore.class.getDeclaredMethod("writeStoreHeader");
      header.setAccessible(true);
      return header;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("this version of H2 writes its header otherwise", e);
    }
  }
}
