package dev.kith.crm.persistence.kernel;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list in SQL, and where in it a page begins. Empty values come last in either
 * direction; the id breaks ties in the direction of the last sort key.
 *
 * @param columns the column of a field
 * @param id breaks ties
 */
record ListOrder(Vendor vendor, Function<String, Column> columns, Field<UUID> id) {

  /** What rows are sorted by: the fields asked for, and the id. */
  record Key(Column column, boolean descending) {}

  /**
   * A stretch of the list with the condition that makes it and an order in which it can be read
   * from an index.
   */
  record Part(Condition which, List<Key> keys) {}

  List<Key> keys(List<SortKey> sort) {
    List<Key> keys = new ArrayList<>();
    sort.forEach(s -> keys.add(new Key(columns.apply(s.field()), s.descending())));
    keys.add(new Key(Column.exact(id, false), sort.getLast().descending()));
    return keys;
  }

  static List<OrderField<?>> order(List<Key> keys) {
    List<OrderField<?>> order = new ArrayList<>();
    for (Key key : keys) {
      var field = key.descending ? key.column.key().desc() : key.column.key().asc();
      order.add(key.column.nullable() ? field.nullsLast() : field);
    }
    return order;
  }

  /**
   * The list in one part, or in two where its first key can be empty: the rows that have it, then
   * the others. Neither database reads "empty ones last" from an index in both directions; each of
   * the two it can.
   */
  List<Part> parts(ListQuery query) {
    List<Key> keys = keys(query.sort());
    Cursor after = query.after();
    List<@Nullable Object> end = endOf(after);
    Key first = keys.getFirst();
    if (!first.column.nullable()) {
      return List.of(new Part(after == null ? noCondition() : behind(keys, end), keys));
    }
    List<Key> filledKeys = new ArrayList<>(keys);
    filledKeys.set(0, new Key(first.column.filled(), first.descending));
    List<Key> emptyKeys = keys.subList(1, keys.size());
    Condition filled = first.column.key().isNotNull();
    Condition empty = first.column.key().isNull();
    if (after == null) {
      return List.of(new Part(filled, filledKeys), new Part(empty, emptyKeys));
    }
    return end.getFirst() == null
        ? List.of(new Part(empty.and(behind(emptyKeys, end.subList(1, end.size()))), emptyKeys))
        : List.of(
            new Part(filled.and(behind(filledKeys, end)), filledKeys), new Part(empty, emptyKeys));
  }

  private static List<@Nullable Object> endOf(@Nullable Cursor cursor) {
    List<@Nullable Object> end = new ArrayList<>();
    if (cursor != null) {
      end.addAll(cursor.values());
      end.add(cursor.id());
    }
    return end;
  }

  /** The rows behind the end of the page before. */
  private Condition behind(List<Key> keys, List<@Nullable Object> end) {
    boolean plain =
        keys.stream()
            .allMatch(k -> !k.column.nullable() && k.descending == keys.getFirst().descending);
    if (plain && vendor == Vendor.POSTGRESQL) {
      // PostgreSQL finds the place in the index by all keys together, even among many rows with the
      // same first key.
      List<Field<?>> bound = new ArrayList<>();
      for (int i = 0; i < keys.size(); i++) {
        bound.add(bound(keys.get(i), Objects.requireNonNull(end.get(i))));
      }
      var fields = row(keys.stream().map(k -> k.column.key()).toList());
      return keys.getFirst().descending ? fields.lt(row(bound)) : fields.gt(row(bound));
    }
    Condition behind = behindFrom(keys, end, 0);
    Object first = end.getFirst();
    // Says nothing new, but the index can begin there.
    return first == null || keys.getFirst().column.nullable()
        ? behind
        : atOrBehind(keys.getFirst(), first).and(behind);
  }

  private static Condition behindFrom(List<Key> keys, List<@Nullable Object> end, int i) {
    if (i == keys.size()) {
      return falseCondition();
    }
    Key key = keys.get(i);
    Object value = end.get(i);
    Condition rest = behindFrom(keys, end, i + 1);
    if (value == null) {
      // Nothing comes behind the empty ones.
      return key.column.key().isNull().and(rest);
    }
    Condition further = strictlyBehind(key, value);
    if (key.column.nullable()) {
      further = further.or(key.column.key().isNull());
    }
    return further.or(field(key).eq(bound(key, value)).and(rest));
  }

  private static Condition strictlyBehind(Key key, Object value) {
    return key.descending ? field(key).lt(bound(key, value)) : field(key).gt(bound(key, value));
  }

  private static Condition atOrBehind(Key key, Object value) {
    return key.descending ? field(key).le(bound(key, value)) : field(key).ge(bound(key, value));
  }

  @SuppressWarnings("unchecked")
  private static Field<Object> field(Key key) {
    return (Field<Object>) key.column.key();
  }

  @SuppressWarnings("unchecked")
  private static Field<Object> bound(Key key, Object value) {
    return (Field<Object>) key.column.bound().apply(value);
  }
}
