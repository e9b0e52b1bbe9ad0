package dev.kith.crm.persistence.kernel;

import static org.jooq.impl.DSL.select;

import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * How a field of a list stands in the database.
 *
 * @param key what is compared and sorted by
 * @param bound a value from a query or a cursor, in the form of the key
 * @param isText whether parts of it can be looked for
 * @param nullable whether it can be empty
 * @param ofMany of a field of several values: that one of them fulfils a condition on the key; null
 *     for all others
 */
public record Column(
    Field<?> key,
    Function<Object, Field<?>> bound,
    boolean isText,
    boolean nullable,
    @Nullable UnaryOperator<Condition> ofMany) {

  private Column(Field<?> key, Function<Object, Field<?>> bound, boolean isText, boolean nullable) {
    this(key, bound, isText, nullable, null);
  }

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

  /**
   * Several texts that stand in a table of their own, in lower case.
   *
   * @param record the field there that names the record
   * @param id of the record
   */
  public static Column many(TableField<?, String> lowerCased, Field<UUID> record, Field<UUID> id) {
    return several(keyed(lowerCased, false), lowerCased, record, id);
  }

  /** Several values that compare as they are, such as ids, as {@link #many} does with texts. */
  public static Column manyExact(TableField<?, ?> field, Field<UUID> record, Field<UUID> id) {
    return several(exact(field, false), field, record, id);
  }

  private static Column several(
      Column one, TableField<?, ?> field, Field<UUID> record, Field<UUID> id) {
    return new Column(
        one.key,
        one.bound,
        one.isText,
        false,
        condition ->
            id.in(
                select(record)
                    .from(Objects.requireNonNull(field.getTable()))
                    .where(condition)
                    .and(field.isNotNull())));
  }

  /** The same field, where it cannot be empty. */
  Column filled() {
    return new Column(key, bound, isText, false, ofMany);
  }

  private static String lowerCase(Object text) {
    return ((String) text).toLowerCase(Locale.ROOT);
  }
}
