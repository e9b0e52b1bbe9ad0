package dev.kith.crm.persistence.kernel;

import java.util.Locale;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * How a field of a list stands in the database.
 *
 * @param key what is compared and sorted by
 * @param bound a value from a query or a cursor, in the form of the key
 * @param isText whether parts of it can be looked for
 * @param nullable whether it can be empty
 */
public record Column(
    Field<?> key, Function<Object, Field<?>> bound, boolean isText, boolean nullable) {

  /** Compares as it is: numbers, moments, ids, choices, truth values. */
  public static <T> Column exact(Field<T> field, boolean nullable) {
    return new Column(field, v -> DSL.val(v, field.getDataType()), false, nullable);
  }

  /** A text that is compared without regard to case, which the database works out for each row. */
  public static Column text(Database database, Field<String> field, boolean nullable) {
    return new Column(
        database.lower(field),
        v -> database.lower(DSL.val(lowerCase(v), String.class)),
        true,
        nullable);
  }

  /** A text that also stands in the table in lower case, in a column that can have an index. */
  public static Column keyed(Field<String> lowerCased, boolean nullable) {
    return new Column(lowerCased, v -> DSL.val(lowerCase(v), String.class), true, nullable);
  }

  private static String lowerCase(Object text) {
    return ((String) text).toLowerCase(Locale.ROOT);
  }
}
