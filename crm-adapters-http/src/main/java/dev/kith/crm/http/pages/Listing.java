package dev.kith.crm.http.pages;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a list answers to its address: a page of records, or what is wrong with the address.
 *
 * @param status of the answer over HTTP
 * @param order by what it is sorted first
 * @param total how many there are on all pages
 * @param next the address of the next page; null on the last
 */
public record Listing<V>(
    int status,
    ListAddress address,
    SortKey order,
    List<V> items,
    long total,
    @Nullable String next,
    List<Violation> problems) {

  public Listing {
    items = ImmutableList.copyOf(items);
    problems = ImmutableList.copyOf(problems);
  }

  /**
   * Asks for what the address says, and shows it.
   *
   * @param parameters the address as lists know it
   * @param most so many on a page
   */
  public static <V> void show(
      Visit visit,
      ListAddress address,
      FieldCatalogue<V> fields,
      Map<String, String> parameters,
      int most,
      Function<ListQuery, Outcome<Page<V>>> list,
      Consumer<Listing<V>> show) {
    byte[] key = visit.wholeCrm().signingKey();
    ListAddress known = address.sortableBy(fields);
    switch (ListRequests.parse(fields, parameters, key)) {
      case Outcome.Done<ListQuery>(var query) ->
          visit.with(
              list.apply(query.limitedTo(most).withCount()),
              page -> show.accept(of(known, query, page, key)));
      case Outcome.Refused<ListQuery>(var refusal) ->
          show.accept(
              new Listing<>(
                  400,
                  known,
                  ListQuery.all(fields).sort().getFirst(),
                  List.of(),
                  0,
                  null,
                  refusal.violations()));
    }
  }

  private static <V> Listing<V> of(ListAddress address, ListQuery query, Page<V> page, byte[] key) {
    var cursor = page.next();
    return new Listing<>(
        200,
        address,
        query.sort().getFirst(),
        page.items(),
        Objects.requireNonNullElse(page.total(), 0L),
        cursor == null ? null : address.at(Cursors.write(cursor, query.sort(), key)).href(),
        List.of());
  }
}
