package dev.kith.crm.http.pages;

import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.shared.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a catalogue whose entries are retired instead of deleted.
 *
 * @param shown which are shown: empty for those that are not retired, {@code retired}, or {@code
 *     all}
 * @param cursor where the next page begins; null on the last
 */
public record RetirableList<V>(
    List<V> items, String q, String shown, @Nullable String cursor, boolean changeable) {

  private static final int SHOWN = 50;

  public static <V> RetirableList<V> of(
      Visit visit, Page<V> page, FieldCatalogue<V> fields, boolean changeable) {
    return new RetirableList<>(
        page.items(),
        visit.query("q"),
        visit.query("show"),
        page.next() == null
            ? null
            : Cursors.write(
                page.next(), List.of(fields.usualOrder()), visit.wholeCrm().signingKey()),
        changeable);
  }

  /** What the address of the page asks for; {@code active} is a field of the list. */
  public static Outcome<ListQuery> query(Visit visit, FieldCatalogue<?> fields) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("limit", Integer.toString(SHOWN));
    if (!visit.query("q").isBlank()) {
      parameters.put("q", visit.query("q"));
    }
    if (!visit.query("cursor").isBlank()) {
      parameters.put("cursor", visit.query("cursor"));
    }
    if (!visit.query("show").equals("all")) {
      parameters.put("filter", "active eq " + !visit.query("show").equals("retired"));
    }
    return ListRequests.parse(fields, parameters, visit.wholeCrm().signingKey());
  }

  /** All that can still be chosen. */
  public static ListQuery active(FieldCatalogue<?> fields) {
    return ListQuery.all(fields)
        .where(new Filter.Compare("active", Filter.Op.EQ, List.of(true)))
        .limitedTo(ListQuery.LARGEST_LIMIT);
  }

  public boolean isFiltered() {
    return !q.isEmpty() || !shown.isEmpty();
  }
}
