package dev.kith.crm.persistence.kernel;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStoreException;

/**
 * Writes H2's commits to its file before they are reported, which H2 itself does only some hundred
 * milliseconds later. Commits that come in while a write is under way share the next one.
 *
 * <p>What is written survives the death of the process, not a failure of the machine's power: for
 * that, use PostgreSQL.
 */
final class Durability implements Runnable {

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
      statement.execute("checkpoint");
      // A commit that H2 has just taken up by itself is nothing new to the checkpoint, though it is
      // only on its way to the file.
      if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
        session.getDatabase().getStore().getMvStore().executeFilestoreOperation(() -> {});
      }
    } catch (SQLException | MVStoreException e) {
      distrust.run();
      throw Failures.unavailable(e);
    }
  }
}
