package dev.kith.crm.persistence.kernel;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.row;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.TableLike;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The list query of a feature in SQL. Every value is bound; empty values come last in either
 * direction; the id breaks ties in the direction of the last sort key.
 *
 * @param <V> the view
 */
public final class ListSql<V> {

  private static final int AT_ONCE = 500;

  private final Database database;
  private final FieldCatalogue<V> catalogue;
  private final Map<String, Column> columns;
  private final ListOrder order;
  private final TableLike<?> from;
  private final List<? extends SelectFieldOrAsterisk> selected;
  private final Function<Record, V> view;

  /**
   * @param columns one for each field of the catalogue that can be filtered or sorted by
   * @param id breaks ties
   * @param from a table, or a join of which every row has one id
   * @param selected what the view is made from
   */
  public ListSql(
      Database database,
      FieldCatalogue<V> catalogue,
      Map<String, Column> columns,
      Field<UUID> id,
      TableLike<?> from,
      List<? extends SelectFieldOrAsterisk> selected,
      Function<Record, V> view) {
    this.database = database;
    this.catalogue = catalogue;
    this.columns = Map.copyOf(columns);
    this.order = new ListOrder(database.vendor(), this::column, id);
    this.from = from;
    this.selected = List.copyOf(selected);
    this.view = view;
  }

  /**
   * @param which what the query does not say by fields: the bin, the search, what the actor may see
   */
  public Page<V> page(ListQuery query, Condition which) {
    Condition wanted = which.and(condition(query.filter(), false));
    List<V> found = new ArrayList<>();
    int most = query.limit() + 1;
    for (ListOrder.Part part : order.parts(query)) {
      if (found.size() < most) {
        found.addAll(fetch(part, wanted, most - found.size()));
      }
    }
    return page(query, found, query.counted() ? total(wanted) : null);
  }

  private Page<V> page(ListQuery query, List<V> found, @Nullable Long total) {
    boolean last = found.size() <= query.limit();
    List<V> items = last ? found : found.subList(0, query.limit());
    return new Page<>(items, last ? null : cursorOf(items.getLast(), query.sort()), total);
  }

  /**
   * The first page of each of several groups, by one statement where the database can: PostgreSQL
   * looks into the index once for each.
   *
   * @param which as of {@link #page}
   * @param group tells to which group a row belongs
   */
  public Map<String, Page<V>> firstPages(
      ListQuery query, Condition which, Field<String> group, Collection<String> groups) {
    List<ListOrder.Part> parts = order.parts(query);
    Map<String, Page<V>> pages = new LinkedHashMap<>();
    if (database.vendor() == Vendor.H2 || parts.size() > 1 || query.counted()) {
      groups.forEach(each -> pages.put(each, page(query, which.and(group.eq(each)))));
      return pages;
    }
    Field<String> wanted = DSL.field(DSL.name("wanted", "of"), String.class);
    Table<?> first =
        DSL.select(selected)
            .from(from)
            .where(which.and(condition(query.filter(), false)).and(parts.getFirst().which()))
            .and(group.eq(wanted))
            .orderBy(ListOrder.order(parts.getFirst().keys()))
            .limit(query.limit() + 1)
            .asTable("first");
    Map<String, List<V>> found = new HashMap<>();
    database
        .planned()
        .select(wanted)
        .select(first.fields())
        .from(DSL.unnest(groups.toArray(String[]::new)).as("wanted", "of"))
        .crossJoin(DSL.lateral(first))
        .forEach(row ->
            found.computeIfAbsent(row.get(wanted), key -> new ArrayList<>()).add(view.apply(row)));
    groups.forEach(each -> pages.put(each, page(query, found.getOrDefault(each, List.of()), null)));
    return pages;
  }

  /**
   * Which rows the query finds on all its pages: for sums over them.
   *
   * @param which as of {@link #page}
   */
  public Condition matching(ListQuery query, Condition which) {
    return which.and(condition(query.filter(), false));
  }

  /** Everything that the query finds, in its order, whatever its limit and cursor; streamed. */
  public void each(ListQuery query, Condition which, Consumer<V> consumer) {
    database.stream(
        database
            .planned()
            .select(selected)
            .from(from)
            .where(which.and(condition(query.filter(), false)))
            .orderBy(ListOrder.order(order.keys(query.sort()))),
        AT_ONCE,
        r -> consumer.accept(view.apply(r)));
  }

  /** Live records, those in the bin, or both. */
  public static Condition isIn(ListQuery.Bin bin, Field<Instant> deletedAt) {
    return switch (bin) {
      case LIVE -> deletedAt.isNull();
      case DELETED -> deletedAt.isNotNull();
      case BOTH -> noCondition();
    };
  }

  /** The same for records that can be merged: those that were are in no bin. */
  public static Condition isIn(
      ListQuery.Bin bin, Field<Instant> deletedAt, Field<UUID> mergedInto) {
    return bin == ListQuery.Bin.DELETED
        ? isIn(bin, deletedAt).and(mergedInto.isNull())
        : isIn(bin, deletedAt);
  }

  /** Each fragment is found in one of the texts, which are in lower case. */
  public static Condition hasFragments(@Nullable String search, List<Field<String>> texts) {
    return search == null
        ? DSL.noCondition()
        : DSL.and(
            Splitter.on(CharMatcher.whitespace())
                .omitEmptyStrings()
                .splitToStream(search.toLowerCase(Locale.ROOT))
                .map(fragment -> "%" + escaped(fragment) + "%")
                .map(pattern -> DSL.or(texts.stream().map(text -> text.like(pattern)).toList()))
                .toList());
  }

  private List<V> fetch(ListOrder.Part part, Condition wanted, int most) {
    return database
        .planned()
        .select(selected)
        .from(from)
        .where(wanted.and(part.which()))
        .orderBy(ListOrder.order(part.keys()))
        .limit(most)
        .fetch(view::apply);
  }

  private Long total(Condition wanted) {
    return database
        .planned()
        .select(DSL.count())
        .from(from)
        .where(wanted)
        .fetchSingle()
        .value1()
        .longValue();
  }

  // ── Filters ──

  /**
   * @param negated whether it stands below a "not", where SQL would take neither an empty field nor
   *     its opposite
   */
  private Condition condition(Filter filter, boolean negated) {
    return switch (filter) {
      case Filter.And(var filters) ->
          and(filters.stream().map(f -> condition(f, negated)).toList());
      case Filter.Or(var filters) ->
          filters.isEmpty()
              ? falseCondition()
              : or(filters.stream().map(f -> condition(f, negated)).toList());
      case Filter.Not(var opposite) -> not(condition(opposite, true));
      case Filter.Compare compare -> {
        Column column = column(compare.field());
        if (column.ofMany() != null) {
          yield ofMany(column, column.ofMany(), compare);
        }
        Condition condition = comparison(column, compare);
        yield negated
                && column.nullable()
                && compare.op() != Filter.Op.IS_NULL
                && compare.op() != Filter.Op.NE
            ? column.key().isNotNull().and(condition)
            : condition;
      }
    };
  }

  private Condition ofMany(Column column, UnaryOperator<Condition> one, Filter.Compare compare) {
    return switch (compare.op()) {
      case IS_NULL -> not(one.apply(noCondition()));
      case NE ->
          not(
              one.apply(
                  comparison(
                      column,
                      new Filter.Compare(compare.field(), Filter.Op.EQ, compare.values()))));
      case EQ, GT, GE, LT, LE, IN, BETWEEN, CONTAINS, STARTS_WITH ->
          one.apply(comparison(column, compare));
    };
  }

  @SuppressWarnings("unchecked")
  private Condition comparison(Column column, Filter.Compare compare) {
    Field<Object> key = (Field<Object>) column.key();
    List<Field<Object>> bound =
        compare.values().stream().map(v -> (Field<Object>) column.bound().apply(v)).toList();
    return switch (compare.op()) {
      case EQ -> key.eq(bound.getFirst());
      case NE ->
          column.nullable() ? key.isNull().or(key.ne(bound.getFirst())) : key.ne(bound.getFirst());
      case GT -> key.gt(bound.getFirst());
      case GE -> key.ge(bound.getFirst());
      case LT -> key.lt(bound.getFirst());
      case LE -> key.le(bound.getFirst());
      case IN -> key.in(bound);
      case BETWEEN -> key.ge(bound.getFirst()).and(key.le(bound.get(1)));
      case CONTAINS -> like(column, "%" + escaped(compare.values().getFirst()) + "%");
      case STARTS_WITH -> like(column, escaped(compare.values().getFirst()) + "%");
      case IS_NULL -> key.isNull();
    };
  }

  @SuppressWarnings("unchecked")
  private static Condition like(Column column, String pattern) {
    if (!column.isText()) {
      throw new IllegalArgumentException("only texts have parts: " + column.key());
    }
    return ((Field<String>) column.key()).like((Field<String>) column.bound().apply(pattern));
  }

  /** A text in which nothing is a wildcard for LIKE. */
  public static String escaped(Object text) {
    return text.toString().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private Column column(String field) {
    return Objects.requireNonNull(columns.get(field), () -> "no column for the field " + field);
  }

  // ── Paging ──

  @SuppressWarnings(
      "NullAway") // The class file of a record's constructor does not say that values may be null.
  private Cursor cursorOf(V last, List<SortKey> sort) {
    List<@Nullable Object> values = new ArrayList<>();
    sort.forEach(s -> values.add(catalogue.get(s.field()).value().apply(last)));
    return new Cursor(values, (UUID) Objects.requireNonNull(catalogue.id().value().apply(last)));
  }
}
