package dev.kith.crm.application.list;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be listed, checked against a catalogue: every field it names exists, every value has
 * the field's type.
 *
 * @param search fragments that must all be found in the record, as a person types them; null for no
 *     search
 * @param sort never empty; the id as a tie-breaker is added by the store
 * @param fields which fields are wanted; empty for all
 * @param after where the page before ended; null for the first page
 */
public record ListQuery(
    Filter filter,
    @Nullable String search,
    Bin bin,
    List<SortKey> sort,
    Set<String> fields,
    int limit,
    @Nullable Cursor after,
    boolean counted) {

  public static final int USUAL_LIMIT = 50;
  public static final int LARGEST_LIMIT = 200;

  /** Whether deleted records are listed. */
  public enum Bin {
    LIVE,
    DELETED,
    BOTH
  }

  public ListQuery {
    sort = ImmutableList.copyOf(sort);
    fields = ImmutableSet.copyOf(fields);
    if (sort.isEmpty()) {
      throw new IllegalArgumentException("a list needs an order");
    }
  }

  /** The first page of everything that is live, in the catalogue's usual order. */
  public static ListQuery all(FieldCatalogue<?> catalogue) {
    return new ListQuery(
        Filter.everything(),
        null,
        Bin.LIVE,
        List.of(catalogue.usualOrder()),
        Set.of(),
        USUAL_LIMIT,
        null,
        false);
  }

  /**
   * The query, if somebody from whom fields are hidden may ask it: what it names could otherwise be
   * probed. Refused with {@code invalid}.
   *
   * @param visible the fields that they see
   * @param hidden whether there are others
   */
  public Outcome<ListQuery> within(FieldCatalogue<?> visible, boolean hidden) {
    List<Violation> probes =
        Stream.concat(filter.fields(), sort.stream().map(SortKey::field))
            .filter(f -> visible.find(f).isEmpty())
            .distinct()
            .map(f -> Violation.at(f, "unknown-field", "There is no field " + f + "."))
            .toList();
    if (!probes.isEmpty()) {
      return Outcome.refused(new Invalid(probes));
    }
    return search != null && hidden
        ? Outcome.refused(
            Invalid.of(
                new Violation(
                    "",
                    "search-hidden",
                    "Searching is not possible while fields are hidden from you; use filters.")))
        : Outcome.done(this);
  }

  public ListQuery where(Filter more) {
    return new ListQuery(filter.and(more), search, bin, sort, fields, limit, after, counted);
  }

  public ListQuery searching(String fragments) {
    return new ListQuery(filter, fragments, bin, sort, fields, limit, after, counted);
  }

  public ListQuery in(Bin other) {
    return new ListQuery(filter, search, other, sort, fields, limit, after, counted);
  }

  public ListQuery sortedBy(SortKey... keys) {
    return new ListQuery(filter, search, bin, List.of(keys), fields, limit, after, counted);
  }

  public ListQuery limitedTo(int most) {
    return new ListQuery(filter, search, bin, sort, fields, most, after, counted);
  }

  public ListQuery after(@Nullable Cursor cursor) {
    return new ListQuery(filter, search, bin, sort, fields, limit, cursor, counted);
  }

  public ListQuery withCount() {
    return new ListQuery(filter, search, bin, sort, fields, limit, after, true);
  }
}
