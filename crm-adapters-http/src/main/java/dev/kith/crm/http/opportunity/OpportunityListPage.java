package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.Person;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of opportunities.
 *
 * @param order how it is sorted
 * @param next the address of the page after this; null on the last
 * @param problems what is wrong with the address
 */
record OpportunityListPage(
    ListAddress address,
    SortKey order,
    List<OpportunityView> opportunities,
    long total,
    @Nullable String next,
    List<Pipeline> pipelines,
    List<Person> owners,
    ProductFilter products,
    LocalDate today,
    List<Violation> problems) {

  static final String[] FILTERS = {
    "q", "status", "pipeline", "stage", "owner", "account", "closeFrom", "closeTo", "product"
  };

  OpportunityListPage {
    opportunities = ImmutableList.copyOf(opportunities);
    pipelines = ImmutableList.copyOf(pipelines);
    owners = ImmutableList.copyOf(owners);
    problems = ImmutableList.copyOf(problems);
  }

  /** The query as lists know it. */
  static Map<String, String> parameters(ListAddress address, UserId me) {
    List<String> filters = new ArrayList<>();
    compare(filters, "status eq ", address.get("status"));
    compare(filters, "pipeline eq ", address.get("pipeline"));
    compare(filters, "stage eq ", address.get("stage"));
    compare(filters, "account eq ", address.get("account"));
    compare(filters, "closeDate ge ", address.get("closeFrom"));
    compare(filters, "closeDate le ", address.get("closeTo"));
    String products = ProductFilter.condition(address.get("product"));
    if (!products.isEmpty()) {
      filters.add(products);
    }
    switch (address.get("owner")) {
      case "" -> {}
      case "me" -> compare(filters, "owner eq ", me.toString());
      case "nobody" -> filters.add("owner isNull");
      default -> compare(filters, "owner eq ", address.get("owner"));
    }
    ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
    if (!filters.isEmpty()) {
      parameters.put("filter", String.join(" and ", filters));
    }
    for (String name : new String[] {"q", "sort", "bin", "cursor"}) {
      if (!address.get(name).isEmpty()) {
        parameters.put(name, address.get(name));
      }
    }
    return parameters.buildOrThrow();
  }

  private static void compare(List<String> filters, String comparison, String text) {
    if (!text.isEmpty()) {
      filters.add(comparison + "'" + text.replace("'", "''") + "'");
    }
  }

  /** Where a click on a heading leads: the other way round if it is sorted by that already. */
  @Nullable String sortHref(String field, boolean descendingFirst) {
    return address.sortHref(order, field, descendingFirst);
  }

  @Nullable String ariaSort(String field) {
    return order.field().equals(field) ? (order.descending() ? "descending" : "ascending") : null;
  }

  boolean isOverdue(OpportunityView opportunity) {
    return OpportunityWords.isOverdue(opportunity, today);
  }
}
