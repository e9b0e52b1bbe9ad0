package dev.kith.crm.http.account;

import dev.kith.crm.application.account.AccountQueries;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts, as people name them in forms: by what they are called, by a domain, or by their id. */
public final class NamedAccount {

  private static final int OFFERED = 20;

  private NamedAccount() {}

  static void addTo(PageRoutes routes) {
    routes.get("/accounts/names", NamedAccount::offer);
  }

  /** Offers names while somebody types one; the field may be called either way. */
  private static void offer(Visit visit) {
    String typed = visit.query("parent") + visit.query("account");
    AccountQueries queries = visit.crm().accountQueries();
    ListQuery query = ListQuery.all(queries.fields()).searching(typed).limitedTo(OFFERED);
    List<String> found =
        typed.isBlank()
                || !(queries.list(query) instanceof Outcome.Done<Page<AccountView>>(var page))
            ? List.of()
            : page.items().stream().map(AccountView::displayName).distinct().toList();
    visit.show("account/names.jte", "Names of accounts", null, found);
  }

  /**
   * The id of the one that is meant; null where nothing is said, or with the problem noted where it
   * cannot be told.
   *
   * @param field the form's field
   */
  public static @Nullable String id(
      Visit visit, Checks checks, String field, String unknown, String text) {
    if (text.isBlank()) {
      return null;
    }
    if (ShapeCheck.uuid(text.strip()).isPresent()) {
      return text.strip();
    }
    AccountQueries queries = visit.crm().accountQueries();
    List<Filter> either =
        List.of(
            new Filter.Compare("name", Filter.Op.EQ, List.of(text.strip())),
            new Filter.Compare("domains", Filter.Op.EQ, List.of(text.strip())));
    ListQuery query = ListQuery.all(queries.fields()).where(new Filter.Or(either)).limitedTo(2);
    List<AccountView> found =
        queries.list(query) instanceof Outcome.Done<Page<AccountView>>(var page)
            ? page.items()
            : List.of();
    if (found.size() == 1) {
      return found.getFirst().id().toString();
    }
    checks.add(
        field,
        found.isEmpty() ? unknown : "several",
        found.isEmpty()
            ? "No account is called so."
            : "Several accounts are called so; write down a domain of the one that is meant.");
    return null;
  }
}
