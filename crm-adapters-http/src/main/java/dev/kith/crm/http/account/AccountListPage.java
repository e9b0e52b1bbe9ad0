package dev.kith.crm.http.account;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Countries;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.ListFilters;
import dev.kith.crm.http.pages.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of accounts.
 *
 * @param order how it is sorted
 * @param next the address of the page after this; null on the last
 * @param stages of the lifecycle in their order; none for somebody who does not see stages
 * @param problems what is wrong with the address
 */
record AccountListPage(
    ListAddress address,
    SortKey order,
    List<AccountView> accounts,
    long total,
    @Nullable String next,
    List<Person> owners,
    List<Stage> stages,
    List<Violation> problems) {

  static final String[] FILTERS = {"q", "industry", "country", "stage", "time", "owner"};

  AccountListPage {
    accounts = ImmutableList.copyOf(accounts);
    owners = ImmutableList.copyOf(owners);
    stages = ImmutableList.copyOf(stages);
    problems = ImmutableList.copyOf(problems);
  }

  /** The query as lists know it. */
  static Map<String, String> parameters(ListAddress address, UserId me, Instant now) {
    return new ListFilters()
        .equal("industry", address.get("industry"))
        .equal("billingCountry", address.get("country"))
        .equal("stage", address.get("stage"))
        .until("stageDueAt", address.get("time").equals("over") ? now.toString() : "")
        .owner(address.get("owner"), me)
        .parameters(address);
  }

  /** Null for one that is hidden, or no longer there. */
  @Nullable Stage stage(AccountView account) {
    AccountStage at = account.stage();
    return at == null
        ? null
        : stages.stream().filter(s -> s.key().equals(at.key())).findFirst().orElse(null);
  }

  List<Choice> countries() {
    return Countries.choices(address.get("country"));
  }
}
