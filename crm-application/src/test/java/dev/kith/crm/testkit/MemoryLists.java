package dev.kith.crm.testkit;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.shared.Revision;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * List queries over views in memory, by {@link Field#value()} alone: any feature's list can be
 * built on it. What concerns only one feature (who sees what, the bin, the search) the feature
 * leaves out before.
 */
public final class MemoryLists<V> {

  private static final Splitter FRAGMENTS =
      Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

  private final FieldCatalogue<V> catalogue;

  public MemoryLists(FieldCatalogue<V> catalogue) {
    this.catalogue = catalogue;
  }

  static boolean isIn(ListQuery.Bin bin, Revision revision) {
    return switch (bin) {
      case LIVE -> !revision.isDeleted();
      case DELETED -> revision.isDeleted();
      case BOTH -> true;
    };
  }

  /** The same for records that can be merged: those that were are in no bin. */
  static boolean isIn(ListQuery.Bin bin, Revision revision, boolean merged) {
    return isIn(bin, revision) && !(merged && bin == ListQuery.Bin.DELETED);
  }

  /** Whether each fragment is found in one of the texts. */
  static boolean mentions(@Nullable String search, @Nullable String... texts) {
    return search == null
        || FRAGMENTS
            .splitToStream(folded(search))
            .allMatch(fragment ->
                Arrays.stream(texts)
                    .anyMatch(text -> text != null && folded(text).contains(fragment)));
  }

  /** The page that the query asks for, of these views. */
  public Page<V> page(Collection<V> views, ListQuery query) {
    List<V> all = all(views, query);
    Cursor after = query.after();
    List<V> rest =
        after == null ? all : all.stream().filter(v -> isBehind(v, after, query.sort())).toList();
    List<V> items = rest.stream().limit(query.limit()).toList();
    boolean last = items.size() == rest.size();
    return new Page<>(
        items,
        last ? null : cursorOf(items.getLast(), query.sort()),
        query.counted() ? Long.valueOf(all.size()) : null);
  }

  /** Everything that passes the query's filter, in its order, whatever its limit and its cursor. */
  public List<V> all(Collection<V> views, ListQuery query) {
    Comparator<V> order =
        (a, b) -> compareKeys(keysOf(a, query.sort()), keysOf(b, query.sort()), query.sort());
    return views.stream().filter(matching(query.filter())).sorted(order).toList();
  }

  public Predicate<V> matching(Filter filter) {
    return switch (filter) {
      case Filter.And(var filters) -> v -> filters.stream().allMatch(f -> matching(f).test(v));
      case Filter.Or(var filters) -> v -> filters.stream().anyMatch(f -> matching(f).test(v));
      case Filter.Not(var negated) -> matching(negated).negate();
      case Filter.Compare compare -> {
        Field<V> field = catalogue.get(compare.field());
        yield v -> fulfils(field, field.value().apply(v), compare);
      }
    };
  }

  private boolean fulfils(Field<V> field, @Nullable Object value, Filter.Compare compare) {
    if (value == null) {
      return compare.op() == Filter.Op.IS_NULL || compare.op() == Filter.Op.NE;
    }
    if (value instanceof List<?> many) {
      return switch (compare.op()) {
        case IS_NULL -> many.isEmpty();
        case NE -> many.stream().allMatch(one -> fulfils(field, one, compare));
        default -> many.stream().anyMatch(one -> fulfils(field, one, compare));
      };
    }
    List<Object> wanted = compare.values();
    return switch (compare.op()) {
      case EQ -> order(field, value, wanted.getFirst()) == 0;
      case NE -> order(field, value, wanted.getFirst()) != 0;
      case GT -> order(field, value, wanted.getFirst()) > 0;
      case GE -> order(field, value, wanted.getFirst()) >= 0;
      case LT -> order(field, value, wanted.getFirst()) < 0;
      case LE -> order(field, value, wanted.getFirst()) <= 0;
      case IN -> wanted.stream().anyMatch(w -> order(field, value, w) == 0);
      case BETWEEN ->
          order(field, value, wanted.getFirst()) >= 0 && order(field, value, wanted.get(1)) <= 0;
      case CONTAINS -> folded(value).contains(folded(wanted.getFirst()));
      case STARTS_WITH -> folded(value).startsWith(folded(wanted.getFirst()));
      case IS_NULL -> false;
    };
  }

  private static int order(Field<?> field, Object a, Object b) {
    return switch (field.type()) {
      case TEXT, TEXTS -> folded(a).compareTo(folded(b));
      case CHOICE -> ((String) a).compareTo((String) b);
      case NUMBER -> ((Long) a).compareTo((Long) b);
      case DECIMAL -> ((BigDecimal) a).compareTo((BigDecimal) b);
      case INSTANT -> ((Instant) a).compareTo((Instant) b);
      case DATE -> ((LocalDate) a).compareTo((LocalDate) b);
      case BOOLEAN -> ((Boolean) a).compareTo((Boolean) b);
      // As databases do, byte by byte; UUID itself compares signed.
      case ID, IDS -> ((UUID) a).toString().compareTo(((UUID) b).toString());
      case TEXTS_BY_NAME -> throw new IllegalArgumentException(field.name() + " has no order");
    };
  }

  private static String folded(Object text) {
    return ((String) text).toLowerCase(Locale.ROOT);
  }

  private boolean isBehind(V view, Cursor cursor, List<SortKey> sort) {
    List<@Nullable Object> end = new ArrayList<>(cursor.values());
    end.add(cursor.id());
    return compareKeys(keysOf(view, sort), end, sort) > 0;
  }

  private Cursor cursorOf(V view, List<SortKey> sort) {
    List<@Nullable Object> keys = keysOf(view, sort);
    return new Cursor(keys.subList(0, sort.size()), (UUID) Objects.requireNonNull(keys.getLast()));
  }

  /** What the view is sorted by: the value of each sort key, and the id. */
  private List<@Nullable Object> keysOf(V view, List<SortKey> sort) {
    List<@Nullable Object> keys = new ArrayList<>();
    sort.forEach(key -> keys.add(catalogue.get(key.field()).value().apply(view)));
    keys.add(catalogue.id().value().apply(view));
    return keys;
  }

  /**
   * Empty values come last in either direction; ids break ties in the direction of the last key.
   */
  private int compareKeys(List<@Nullable Object> a, List<@Nullable Object> b, List<SortKey> sort) {
    for (int i = 0; i < sort.size(); i++) {
      int order =
          compareNullable(
              catalogue.get(sort.get(i).field()), a.get(i), b.get(i), sort.get(i).descending());
      if (order != 0) {
        return order;
      }
    }
    return compareNullable(catalogue.id(), a.getLast(), b.getLast(), sort.getLast().descending());
  }

  private static int compareNullable(
      Field<?> field, @Nullable Object a, @Nullable Object b, boolean descending) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? 1 : -1;
    }
    return descending ? order(field, b, a) : order(field, a, b);
  }
}
