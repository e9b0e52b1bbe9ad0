package dev.kith.crm.persistence.kernel;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.Iterators;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Adds many rows the quick way: {@code COPY} on PostgreSQL, one batched statement on H2; and
 * changes many in one batch. Takes part in the thread's run, like everything else.
 */
public final class Bulk {

  /** Below this, preparing a COPY costs more than it saves. */
  private static final int WORTH_COPYING = 32;

  private Bulk() {}

  /**
   * @param row makes a row of each thing, with a value for every column: texts, numbers, truth
   *     values, ids and instants, or null. It is asked while the database is already working on the
   *     rows before
   * @throws DataAccessException with the database's own exception as its cause, such as for a
   *     broken constraint
   */
  public static <T> void insert(
      Database database,
      Table<?> table,
      List<? extends Field<?>> columns,
      List<T> things,
      Function<T, @Nullable Object[]> row) {
    if (things.isEmpty()) {
      return;
    }
    boolean copies = database.vendor() == Vendor.POSTGRESQL && things.size() >= WORTH_COPYING;
    database.jdbc(
        "rows were not added to " + table.getName(),
        connection -> {
          if (copies) {
            copy(connection, table, columns, things, row);
          } else {
            batch(connection, inserting(table, columns), things, row);
          }
          return things.size();
        });
  }

  /**
   * Sets the columns of the row that each thing is kept in.
   *
   * @param row makes a value for every column, as of {@link #insert}, and behind them the key
   */
  public static <T> void update(
      Database database,
      Table<?> table,
      Field<?> key,
      List<? extends Field<?>> columns,
      Collection<T> things,
      Function<T, @Nullable Object[]> row) {
    if (things.isEmpty()) {
      return;
    }
    String sql =
        columns.stream()
            .map(column -> column.getName() + " = ?")
            .collect(
                joining(
                    ", ",
                    "update " + table.getName() + " set ",
                    " where " + key.getName() + " = ?"));
    database.jdbc(
        "rows were not changed in " + table.getName(),
        connection -> {
          batch(connection, sql, things, row);
          return things.size();
        });
  }

  /** What a row holds, column by column; {@code intoArray()} sets jOOQ up anew for each row. */
  public static @Nullable Object[] values(Record row) {
    @Nullable Object[] values = new @Nullable Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return values;
  }

  private static String inserting(Table<?> table, List<? extends Field<?>> columns) {
    return "insert into "
        + target(table, columns)
        + " values ("
        + String.join(", ", Collections.nCopies(columns.size(), "?"))
        + ")";
  }

  private static <T> void batch(
      Connection connection, String sql, Collection<T> things, Function<T, @Nullable Object[]> row)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (T thing : things) {
        @Nullable Object[] values = row.apply(thing);
        for (int i = 0; i < values.length; i++) {
          Object value = values[i];
          // The PostgreSQL driver knows moments only with an offset.
          statement.setObject(
              i + 1, value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static <T> void copy(
      Connection connection,
      Table<?> table,
      List<? extends Field<?>> columns,
      List<T> things,
      Function<T, @Nullable Object[]> row)
      throws SQLException, IOException {
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "copy " + target(table, columns) + " from stdin",
            new CopyText(Iterators.transform(things.iterator(), row::apply)));
  }

  private static String target(Table<?> table, List<? extends Field<?>> columns) {
    return table.getName()
        + " ("
        + columns.stream().map(Field::getName).collect(joining(", "))
        + ")";
  }
}
