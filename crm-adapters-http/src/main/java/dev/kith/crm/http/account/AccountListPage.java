package dev.kith.crm.http.account;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Countries;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of accounts.
 *
 * @param order how it is sorted
 * @param next the address of the page after this; null on the last
 * @param problems what is wrong with the address
 */
record AccountListPage(
    ListAddress address,
    SortKey order,
    List<AccountView> accounts,
    long total,
    @Nullable String next,
    List<Person> owners,
    List<Violation> problems) {

  static final String[] FILTERS = {"q", "industry", "country", "owner"};

  AccountListPage {
    accounts = ImmutableList.copyOf(accounts);
    owners = ImmutableList.copyOf(owners);
    problems = ImmutableList.copyOf(problems);
  }

  /** The query as lists know it. */
  static Map<String, String> parameters(ListAddress address, UserId me) {
    List<String> filters = new ArrayList<>();
    equal(filters, "industry", address.get("industry"));
    equal(filters, "billingCountry", address.get("country"));
    switch (address.get("owner")) {
      case "" -> {}
      case "me" -> equal(filters, "owner", me.toString());
      case "nobody" -> filters.add("owner isNull");
      default -> equal(filters, "owner", address.get("owner"));
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

  private static void equal(List<String> filters, String field, String text) {
    if (!text.isEmpty()) {
      filters.add(field + " eq '" + text.replace("'", "''") + "'");
    }
  }

  List<Choice> countries() {
    return Countries.choices(address.get("country"));
  }

  /** Where a click on a heading leads: the other way round if it is sorted by that already. */
  String sortHref(String field, boolean descendingFirst) {
    boolean same = order.field().equals(field);
    boolean descending = same ? !order.descending() : descendingFirst;
    return address.with("sort", (descending ? "-" : "") + field).href();
  }

  @Nullable String ariaSort(String field) {
    return order.field().equals(field) ? (order.descending() ? "descending" : "ascending") : null;
  }
}
