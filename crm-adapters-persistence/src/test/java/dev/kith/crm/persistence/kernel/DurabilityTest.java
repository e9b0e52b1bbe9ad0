package dev.kith.crm.persistence.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.persistence.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DurabilityTest {

  @AfterEach
  void clear() {
    HinderedDisk.unhindered();
  }

  /**
   * H2 may have taken up a commit in the background by itself; to say then that there is nothing to
   * be written would be to say that what is only on its way is there.
   */
  @Test
  @Timeout(60)
  void a_commit_that_the_database_is_just_writing_by_itself_is_waited_for() throws Exception {
    HinderedDisk.register();
    JdbcDataSource source = new JdbcDataSource();
    source.setUrl(HinderedDisk.PREFIX + Databases.temporaryFolder().resolve("durable"));
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch atGate = new CountDownLatch(1);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept (text varchar)");
      statement.execute("checkpoint");
      HinderedDisk.before(() -> {
        atGate.countDown();
        passed(gate);
      });
      statement.execute("insert into kept values ('so')");
      inTheBackground(connection);
      atGate.await();

      Thread waiting =
          Thread.ofPlatform()
              .start(Durability.of(Vendor.H2, source.getUrl(), source, () -> {})::persist);
      try {
        while (waiting.getState() == Thread.State.RUNNABLE) {
          Thread.onSpinWait();
        }
        assertThat(waiting.getState()).isNotEqualTo(Thread.State.TERMINATED);
      } finally {
        gate.countDown();
      }
      waiting.join();
    }
  }

  /** What it would take up in the midst of them may be a part of a statement. */
  @Test
  void the_database_takes_nothing_up_by_itself_while_transactions_take_seconds() throws Exception {
    JdbcDataSource source = new JdbcDataSource();
    source.setUrl("jdbc:h2:file:" + Databases.temporaryFolder().resolve("seldom"));
    try (Connection connection = source.getConnection()) {
      H2Store.prepare(source);
      assertThat(H2Store.of(connection).getMvStore().getAutoCommitDelay())
          .isGreaterThanOrEqualTo(5_000);
    }
  }

  /** What the thread that H2 writes with does now and then. */
  private static void inTheBackground(Connection connection) throws SQLException {
    ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
        .getDatabase()
        .getStore()
        .getMvStore()
        .tryCommit();
  }

  private static void passed(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
