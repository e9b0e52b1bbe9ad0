package dev.kith.crm.persistence.kernel;

import static com.google.common.collect.MoreCollectors.toOptional;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Select;

/**
 * A query whose text is made once, for the few that are asked at nearly every request: making the
 * text takes jOOQ twice as long as asking it and reading the answer, and looking through a text
 * that it is given for where values come in takes it half as long.
 */
public final class RenderedQuery {

  private final Database database;
  private final String sql;
  private final Field<?>[] fields;

  /**
   * @param selected what the query selects
   */
  public RenderedQuery(Database database, List<? extends Field<?>> selected, Select<?> query) {
    this.database = database;
    this.sql = database.dsl().render(query);
    this.fields = selected.toArray(new Field<?>[0]);
  }

  /**
   * The one record there is, or none.
   *
   * @param values of the parameters, in the order in which they stand in the text: texts, numbers
   *     and ids
   */
  public Optional<Record> fetchOptional(Object... values) {
    return fetch(values).stream().collect(toOptional());
  }

  /**
   * @param values as {@link #fetchOptional}
   */
  public Result<Record> fetch(Object... values) {
    return database.jdbc(
        sql,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
              statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
              return database.dsl().fetch(rows, fields);
            }
          }
        });
  }
}
