package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.UrlEscapers;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows, as its address says it: whoever opens the same address sees the same list.
 *
 * @param values what the address says by name; what is empty is left out
 * @param sortable names of the fields by which the reader can sort; null where nobody looked
 */
public record ListAddress(String path, Map<String, String> values, @Nullable Set<String> sortable) {

  private static final String BIN = "bin";
  private static final String CURSOR = "cursor";
  private static final String SORT = "sort";

  public ListAddress {
    values = ImmutableMap.copyOf(values);
    sortable = sortable == null ? null : ImmutableSet.copyOf(sortable);
  }

  public ListAddress(String path, Map<String, String> values) {
    this(path, values, null);
  }

  /** The same where headings lead nowhere by which the reader cannot sort. */
  ListAddress sortableBy(FieldCatalogue<?> fields) {
    return new ListAddress(
        path,
        values,
        fields.fields().stream()
            .filter(Field::sortable)
            .map(Field::name)
            .collect(ImmutableSet.toImmutableSet()));
  }

  /**
   * What the address says several times stands here once, separated by commas.
   *
   * @param filters the names of what the list is filtered by, besides {@code sort}, {@code bin} and
   *     {@code cursor}
   */
  public static ListAddress of(Visit visit, String path, String... filters) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : filters) {
      values.put(name, String.join(",", visit.ctx().queryParams(name)));
    }
    for (String name : new String[] {SORT, BIN, CURSOR}) {
      values.put(name, visit.query(name));
    }
    values.values().removeIf(String::isEmpty);
    return new ListAddress(path, values);
  }

  /** Empty where the address does not say it. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** The first page of the list with another value; an empty one takes it away. */
  public ListAddress with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.remove(CURSOR);
    changed.remove(name);
    if (!value.isEmpty()) {
      changed.put(name, value);
    }
    return new ListAddress(path, changed, sortable);
  }

  /** Another page of the same list; the first where it is null. */
  public ListAddress at(@Nullable String cursor) {
    return with(CURSOR, cursor == null ? "" : cursor);
  }

  /**
   * Where a click on a heading leads: the other way round if it is sorted by that already. Null
   * where the reader cannot sort by it, because it is hidden from them.
   */
  public @Nullable String sortHref(SortKey order, String field, boolean descendingFirst) {
    if (sortable != null && !sortable.contains(field)) {
      return null;
    }
    boolean same = order.field().equals(field);
    boolean descending = same ? !order.descending() : descendingFirst;
    return with(SORT, (descending ? "-" : "") + field).href();
  }

  /** How a heading says that the list is sorted by it; null where it is not. */
  public static @Nullable String ariaSort(SortKey order, String field) {
    return order.field().equals(field) ? (order.descending() ? "descending" : "ascending") : null;
  }

  public boolean isFirstPage() {
    return get(CURSOR).isEmpty();
  }

  public boolean showsBin() {
    return get(BIN).equals("deleted");
  }

  /** The bin, or what is live where the bin is shown. */
  public ListAddress otherBin() {
    return with(BIN, showsBin() ? "" : "deleted");
  }

  public boolean isFiltered() {
    return values.keySet().stream()
        .anyMatch(name -> !name.equals(SORT) && !name.equals(BIN) && !name.equals(CURSOR));
  }

  public String href() {
    return href(path);
  }

  /** The same where something else is done with it, such as handing it out as a file. */
  public String href(String elsewhere) {
    return values.isEmpty()
        ? elsewhere
        : elsewhere
            + values.entrySet().stream()
                .map(p ->
                    p.getKey() + "=" + UrlEscapers.urlFormParameterEscaper().escape(p.getValue()))
                .collect(Collectors.joining("&", "?", ""));
  }
}
