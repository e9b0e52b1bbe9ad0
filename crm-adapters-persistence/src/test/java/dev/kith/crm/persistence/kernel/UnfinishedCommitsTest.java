package dev.kith.crm.persistence.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.db.Store;
import org.h2.mvstore.tx.Transaction;
import org.h2.mvstore.tx.TransactionStore;
import org.junit.jupiter.api.Test;

/** A process was killed while H2 marked the rows of a transaction as committed. */
class UnfinishedCommitsTest {

  private final String url = "jdbc:h2:file:" + Databases.temporaryFolder().resolve("crm");

  @Test
  void what_was_committed_is_there_as_a_whole_and_can_be_written() throws Exception {
    JooqStorage.open(url).close();
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept (id int primary key, text varchar)");
      statement.execute("insert into kept values (1, 'before')");
      diesInTheMiddleOfTheCommit(
          connection,
          "update kept set text = 'so' where id = 1; insert into kept values (2, 'so')");
    }

    try (JooqStorage storage = JooqStorage.open(url);
        Connection connection = connection();
        Statement statement = connection.createStatement()) {
      storage.check();
      assertThat(texts(statement)).isEqualTo("1 so 2 so ");
      assertThat(statement.executeUpdate("update kept set text = 'later'")).isEqualTo(2);
    }
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      assertThat(texts(statement)).isEqualTo("1 later 2 later ");
    }
  }

  @Test
  void what_was_not_committed_is_undone() throws Exception {
    JooqStorage.open(url).close();
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table kept (id int primary key, text varchar)");
      connection.setAutoCommit(false);
      statement.execute("insert into kept values (1, 'so')");
      store(connection).getMvStore().commit();
      statement.execute("shutdown immediately");
    }

    JooqStorage.open(url).close();
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      assertThat(texts(statement)).isEmpty();
    }
  }

  /**
   * Writes to the file what H2 has there between the note that it is committed and the last row.
   */
  private static void diesInTheMiddleOfTheCommit(Connection connection, String changes)
      throws Exception {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String change : changes.split("; ")) {
        statement.execute(change);
      }
      TransactionStore transactions = store(connection).getTransactionStore();
      Transaction transaction = transactions.getOpenTransactions().getFirst();
      Method note =
          TransactionStore.class.getDeclaredMethod("markUndoLogAsCommitted", int.class, long.class);
      note.setAccessible(true);
      note.invoke(transactions, transaction.getId(), 1L);
      store(connection).getMvStore().commit();
      statement.execute("shutdown immediately");
    }
  }

  private static Store store(Connection connection) throws Exception {
    return ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession())
        .getDatabase()
        .getStore();
  }

  private Connection connection() throws Exception {
    return DriverManager.getConnection(url + ";LOCK_TIMEOUT=100", "sa", "");
  }

  private static String texts(Statement statement) throws Exception {
    StringBuilder texts = new StringBuilder();
    try (ResultSet rows = statement.executeQuery("select id, text from kept order by id")) {
      while (rows.next()) {
        texts.append(rows.getInt(1)).append(' ').append(rows.getString(2)).append(' ');
      }
    }
    return texts.toString();
  }
}
