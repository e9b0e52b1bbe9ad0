package dev.kith.crm.persistence.kernel;

import static java.util.stream.Collectors.joining;

import com.google.common.base.CharMatcher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Adds many rows the quick way: {@code COPY} on PostgreSQL, one batched statement on H2. Takes part
 * in the thread's run, like everything else.
 */
public final class Bulk {

  /** Below this, preparing a COPY costs more than it saves. */
  private static final int WORTH_COPYING = 8;

  /** What COPY wants escaped; few values have any of it. */
  private static final CharMatcher SPECIAL = CharMatcher.anyOf("\\\t\n\r");

  private Bulk() {}

  /**
   * @param rows each with a value for every column: texts, numbers, truth values, ids and instants,
   *     or null
   * @throws DataAccessException with the database's own exception as its cause, such as for a
   *     broken constraint
   */
  public static void insert(
      Database database,
      Table<?> table,
      List<? extends Field<?>> columns,
      List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    boolean copies = database.vendor() == Vendor.POSTGRESQL && rows.size() >= WORTH_COPYING;
    database
        .dsl()
        .connection(connection -> {
          try {
            if (copies) {
              copy(connection, table, columns, rows);
            } else {
              batch(connection, table, columns, rows);
            }
          } catch (SQLException e) {
            RuntimeException translated = Failures.translated(e);
            throw translated == null
                ? new DataAccessException("rows were not added to " + table.getName(), e)
                : translated;
          }
        });
  }

  private static void batch(
      Connection connection,
      Table<?> table,
      List<? extends Field<?>> columns,
      List<@Nullable Object[]> rows)
      throws SQLException {
    String sql =
        "insert into "
            + target(table, columns)
            + " values ("
            + String.join(", ", Collections.nCopies(columns.size(), "?"))
            + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          Object value = row[i];
          // The PostgreSQL driver knows moments only with an offset.
          statement.setObject(
              i + 1, value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void copy(
      Connection connection,
      Table<?> table,
      List<? extends Field<?>> columns,
      List<@Nullable Object[]> rows)
      throws SQLException, IOException {
    StringBuilder text = new StringBuilder(rows.size() * 512);
    for (@Nullable Object[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        if (i > 0) {
          text.append('\t');
        }
        append(text, row[i]);
      }
      text.append('\n');
    }
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "copy " + target(table, columns) + " from stdin",
            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** A value in the text format of COPY. */
  private static void append(StringBuilder text, @Nullable Object value) {
    if (value == null) {
      text.append("\\N");
      return;
    }
    String plain = value.toString();
    if (SPECIAL.matchesNoneOf(plain)) {
      text.append(plain);
      return;
    }
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        default -> text.append(c);
      }
    }
  }

  private static String target(Table<?> table, List<? extends Field<?>> columns) {
    return table.getName()
        + " ("
        + columns.stream().map(Field::getName).collect(joining(", "))
        + ")";
  }
}
