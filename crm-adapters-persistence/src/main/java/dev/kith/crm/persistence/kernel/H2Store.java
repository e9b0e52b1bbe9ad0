package dev.kith.crm.persistence.kernel;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.db.Store;
import org.jspecify.annotations.Nullable;

/** What is behind a connection to an H2 database of this process. */
final class H2Store {

  /**
   * When H2 may take something up by itself, though nobody has committed. Every commit is written
   * at once here; what it takes up past {@link CommitGate} in the midst of a transaction may be a
   * part of a statement. It looks after the space in its file three times in that time.
   */
  private static final int TAKES_UP_BY_ITSELF_AFTER_MILLIS = 5_000;

  private H2Store() {}

  /** Null for a database on a server of its own. */
  static @Nullable Store of(Connection connection) throws SQLException {
    return connection.isWrapperFor(JdbcConnection.class)
            && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
        ? session.getDatabase().getStore()
        : null;
  }

  /**
   * Makes a database that may have been killed whole, and one that may be killed again fit for it.
   * To be called before anybody uses it.
   */
  static void prepare(DataSource source) {
    try (Connection connection = source.getConnection()) {
      Store store = of(connection);
      if (store != null) {
        UnfinishedCommits.finish(store.getTransactionStore());
        // This makes the threads of the store anew, so it comes first.
        store.getMvStore().setAutoCommitDelay(TAKES_UP_BY_ITSELF_AFTER_MILLIS);
        writesInOrder(store.getMvStore());
      }
    } catch (SQLException e) {
      throw Failures.unavailable(e);
    }
  }

  /**
   * Has each chunk of the file be given its place before the next is put together. H2 2.5.252 puts
   * the next one together while another thread still has to place the one before, so that the list
   * of chunks in it lacks that one; where the process is killed after it has been written, the file
   * cannot be opened any more: "Chunk not found". Without that other thread, the one that puts them
   * together also writes them, one after the other. Nothing that is public does without it.
   */
  static void writesInOrder(MVStore store) {
    FileStore<?> file = store.getFileStore();
    if (file != null) {
      store.executeFilestoreOperation(() -> withoutWriterOfItsOwn(file));
    }
  }

  /** Called while nothing is on its way to the file. */
  static void withoutWriterOfItsOwn(FileStore<?> file) {
    try {
      Field writer = FileStore.class.getDeclaredField("bufferSaveExecutor");
      writer.setAccessible(true);
      if (writer.get(file) instanceof ExecutorService running) {
        writer.set(file, null);
        running.shutdown();
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of H2 writes its chunks otherwise", e);
    }
  }
}
