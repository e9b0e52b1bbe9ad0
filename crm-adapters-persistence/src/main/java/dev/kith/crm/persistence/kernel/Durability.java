package dev.kith.crm.persistence.kernel;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RandomAccessStore;

/**
 * Writes H2's commits to its file before they are reported, which H2 itself does only some hundred
 * milliseconds later. Commits that come in while a write is under way share the next one.
 *
 * <p>What is written survives the death of the process, not a failure of the machine's power: for
 * that, use PostgreSQL.
 */
final class Durability implements Runnable {

  private static final Method HEADER = header();

  private final DataSource source;
  private final Runnable distrust;
  private final AtomicLong asked = new AtomicLong();
  private long written;

  private Durability(DataSource source, Runnable distrust) {
    this.source = source;
    this.distrust = distrust;
  }

  /** Nothing for databases that look after it themselves, and for those in memory. */
  static Runnable of(Vendor vendor, String url, DataSource source, Runnable distrust) {
    return switch (vendor) {
      case H2 -> url.startsWith("jdbc:h2:mem:") ? () -> {} : new Durability(source, distrust);
      case POSTGRESQL -> () -> {};
    };
  }

  @Override
  public void run() {
    long mine = asked.incrementAndGet();
    synchronized (this) {
      if (written >= mine) {
        return;
      }
      long covered = asked.get();
      write();
      written = covered;
    }
  }

  private void write() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
        write(session.getDatabase().getStore().getMvStore());
      } else {
        statement.execute("checkpoint");
      }
    } catch (SQLException | MVStoreException e) {
      distrust.run();
      throw Failures.unavailable(e);
    }
  }

  /**
   * H2 takes nothing up where it has waited for another thread that was just doing so, for example
   * to make room in the file, though that one had begun before the commit. So it is asked until it
   * has taken up something, or has nothing left to take up. What it has taken up by itself is only
   * on its way to the file; the last step waits until that has arrived, and has the header of the
   * file name it.
   */
  private static void write(MVStore store) {
    while (store.commit() < 0 && store.hasUnsavedChanges()) {
      Thread.onSpinWait();
    }
    store.executeFilestoreOperation(() -> nameLastChunk(store.getFileStore()));
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
