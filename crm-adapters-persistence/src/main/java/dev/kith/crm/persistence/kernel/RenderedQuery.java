package dev.kith.crm.persistence.kernel;

import com.google.common.collect.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * A query whose text is made once, for the few that are asked at nearly every request: making the
 * text of a query takes jOOQ twice as long as asking it and reading the answer.
 */
public final class RenderedQuery {

  private final Database database;
  private final String sql;
  private final List<Field<?>> fields;
  private final List<DataType<?>> types;

  /**
   * @param selected what the query selects
   * @param parameters where values come in, in the order in which they stand in the text
   */
  public RenderedQuery(
      Database database, List<Field<?>> selected, Select<?> query, Param<?>... parameters) {
    this.database = database;
    this.sql = database.dsl().render(query);
    this.fields = List.copyOf(selected);
    this.types = Arrays.stream(parameters).<DataType<?>>map(Param::getDataType).toList();
  }

  /**
   * The one record there is, or none.
   *
   * @param values of the parameters, in their order
   */
  public Optional<Record> fetchOptional(Object... values) {
    return Optional.ofNullable(query(values).fetchOne());
  }

  /**
   * @param values of the parameters, in their order
   */
  public Result<Record> fetch(Object... values) {
    return query(values).fetch();
  }

  private ResultQuery<Record> query(Object... values) {
    Object[] typed =
        Streams.zip(Arrays.stream(values), types.stream(), RenderedQuery::typed).toArray();
    return database.dsl().resultQuery(sql, typed).coerce(fields);
  }

  private static Object typed(Object value, DataType<?> type) {
    return DSL.val(value, type);
  }
}
