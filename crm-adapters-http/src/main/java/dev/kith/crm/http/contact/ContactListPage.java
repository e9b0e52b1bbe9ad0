package dev.kith.crm.http.contact;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Countries;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.ListFilters;
import dev.kith.crm.http.pages.Person;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of contacts.
 *
 * @param order how it is sorted
 * @param accountName of the account to which it is narrowed; null where it is not, or where the
 *     account cannot be seen
 * @param next the address of the page after this; null on the last
 * @param problems what is wrong with the address
 */
record ContactListPage(
    ListAddress address,
    SortKey order,
    List<ContactView> contacts,
    @Nullable String accountName,
    long total,
    @Nullable String next,
    List<Person> owners,
    List<Violation> problems) {

  static final String[] FILTERS = {"q", "account", "country", "language", "owner"};

  ContactListPage {
    contacts = ImmutableList.copyOf(contacts);
    owners = ImmutableList.copyOf(owners);
    problems = ImmutableList.copyOf(problems);
  }

  /** The query as lists know it. */
  static Map<String, String> parameters(ListAddress address, UserId me) {
    return new ListFilters()
        .equal("account", address.get("account"))
        .equal("country", address.get("country"))
        .equal("language", address.get("language"))
        .owner(address.get("owner"), me)
        .parameters(address);
  }

  List<Choice> countries() {
    return Countries.choices(address.get("country"));
  }

  List<Choice> languages() {
    return ContactWords.languages(address.get("language"));
  }
}
