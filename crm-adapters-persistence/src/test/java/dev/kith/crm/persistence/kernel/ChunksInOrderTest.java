package dev.kith.crm.persistence.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.persistence.Databases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** H2 writes faster than the disk does, and the process is killed. */
class ChunksInOrderTest {

  private final Path folder = Databases.temporaryFolder();

  @AfterEach
  void clear() {
    HinderedDisk.unhindered();
  }

  @Test
  @Timeout(60)
  void a_file_whose_last_chunks_were_on_their_way_together_can_be_opened() throws Exception {
    HinderedDisk.register();
    JdbcDataSource source = new JdbcDataSource();
    source.setUrl(HinderedDisk.PREFIX + folder.resolve("killed"));
    CountDownLatch disk = new CountDownLatch(1);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : new String[] {"a", "b", "c"}) {
        statement.execute("create table " + table + " (text varchar)");
      }
      statement.execute("checkpoint");
      H2Store.prepare(source);
      MVStore store = H2Store.of(connection).getMvStore();
      HinderedDisk.before(() -> passed(disk));
      for (String table : new String[] {"a", "b", "c"}) {
        statement.execute("insert into " + table + " values ('so')");
        store.tryCommit();
      }
      untilNothingMoves();
      HinderedDisk.unhindered();
      disk.countDown();
      store.executeFilestoreOperation(() -> {});
      Files.copy(folder.resolve("killed.mv.db"), folder.resolve("copy.mv.db"));
    }

    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("copy"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select a.text, b.text, c.text from a, b, c")) {
      assertThat(rows.next()).isTrue();
    }
  }

  /** All threads of H2 that write wait for something: for the disk, or for something to do. */
  private static void untilNothingMoves() {
    while (Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("H2-"))
        .anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
  }

  private static void passed(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
