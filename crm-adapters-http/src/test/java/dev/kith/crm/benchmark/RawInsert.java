package dev.kith.crm.benchmark;

import static java.util.stream.Collectors.toMap;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * How fast the database itself takes rows that are ready: copies of the product's own tables, with
 * all their indexes, filled by COPY (PostgreSQL) or by batches of inserts (H2; the copies have the
 * primary key only, and hold 200,000 rows at most, which are in memory).
 */
final class RawInsert {

  private static final int BATCH = 1_000;
  private static final int MOST_IN_MEMORY = 200_000;

  private RawInsert() {}

  /**
   * @param rows of the first table count as one each
   */
  static double perSecond(Connection connection, boolean copies, List<String> tables, int rows)
      throws Exception {
    return copies
        ? byCopy(connection, tables, rows)
        : byBatches(connection, tables, Math.min(rows, MOST_IN_MEMORY));
  }

  private static double byCopy(Connection connection, List<String> tables, int rows)
      throws Exception {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    Map<String, Path> contents = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      for (String table : tables) {
        statement.execute("drop table if exists raw_" + table);
        statement.execute("create table raw_" + table + " (like " + table + " including all)");
        Path content = Files.createTempFile("raw", ".txt");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(content))) {
          copy.copyOut("copy (select * from " + table + " limit " + rows + ") to stdout", out);
        }
        contents.put(table, content);
      }
      long begun = System.nanoTime();
      for (var content : contents.entrySet()) {
        try (InputStream in = Files.newInputStream(content.getValue())) {
          copy.copyIn("copy raw_" + content.getKey() + " from stdin", in, 1 << 16);
        }
      }
      double perSecond = Benchmarks.perSecond(rows, System.nanoTime() - begun);
      for (var content : contents.entrySet()) {
        statement.execute("drop table raw_" + content.getKey());
        Files.delete(content.getValue());
      }
      return perSecond;
    }
  }

  private static double byBatches(Connection connection, List<String> tables, int rows)
      throws Exception {
    return byBatches(
        connection,
        tables.stream().collect(toMap(table -> table, table -> "true limit " + rows)),
        rows);
  }

  /**
   * By batches of inserts, whatever the database.
   *
   * @param tables with which of their rows are inserted
   * @param rows that count
   */
  static double byBatches(Connection connection, Map<String, String> tables, int rows)
      throws Exception {
    long nanos = 0;
    try (Statement statement = connection.createStatement()) {
      for (String table : tables.keySet()) {
        statement.execute("drop table if exists raw_" + table);
        statement.execute(
            "create table raw_" + table + " as select * from " + table + " where false");
        List<Object[]> content = read(statement, table, tables.get(table));
        connection.setAutoCommit(false);
        long begun = System.nanoTime();
        insert(connection, table, content);
        nanos += System.nanoTime() - begun;
        connection.setAutoCommit(true);
        statement.execute("drop table raw_" + table);
      }
    }
    return Benchmarks.perSecond(rows, nanos);
  }

  private static List<Object[]> read(Statement statement, String table, String which)
      throws Exception {
    List<Object[]> content = new ArrayList<>();
    try (ResultSet result = statement.executeQuery("select * from " + table + " where " + which)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        Object[] row = new Object[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = result.getObject(i + 1);
        }
        content.add(row);
      }
    }
    return content;
  }

  private static void insert(Connection connection, String table, List<Object[]> content)
      throws Exception {
    int columns = content.getFirst().length;
    String marks = String.join(",", Collections.nCopies(columns, "?"));
    try (PreparedStatement insert =
        connection.prepareStatement("insert into raw_" + table + " values (" + marks + ")")) {
      int inBatch = 0;
      for (Object[] row : content) {
        for (int i = 0; i < columns; i++) {
          insert.setObject(i + 1, row[i]);
        }
        insert.addBatch();
        if (++inBatch % BATCH == 0) {
          insert.executeBatch();
          connection.commit();
        }
      }
      insert.executeBatch();
      connection.commit();
    }
  }

  /**
   * One row of each table in a transaction of its own, as often as it is called: what a request
   * writes, ready-made. The copies of the tables have no index.
   *
   * @param connections gives one to each client
   */
  static IntFunction<Load.Call> oneOfEach(Callable<Connection> connections, List<String> tables)
      throws Exception {
    Map<String, Object[]> rows = new LinkedHashMap<>();
    try (Connection connection = connections.call();
        Statement statement = connection.createStatement()) {
      for (String table : tables) {
        statement.execute("drop table if exists raw_" + table);
        statement.execute(
            "create table raw_" + table + " as select * from " + table + " where false");
        rows.put(table, read(statement, table, "true limit 1").getFirst());
      }
    }
    return client -> {
      try {
        Connection connection = connections.call();
        connection.setAutoCommit(false);
        List<PreparedStatement> inserts = new ArrayList<>();
        for (var row : rows.entrySet()) {
          PreparedStatement insert =
              connection.prepareStatement(
                  "insert into raw_"
                      + row.getKey()
                      + " values ("
                      + String.join(",", Collections.nCopies(row.getValue().length, "?"))
                      + ")");
          for (int i = 0; i < row.getValue().length; i++) {
            insert.setObject(i + 1, row.getValue()[i]);
          }
          inserts.add(insert);
        }
        return () -> {
          for (PreparedStatement insert : inserts) {
            insert.executeUpdate();
          }
          connection.commit();
        };
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
