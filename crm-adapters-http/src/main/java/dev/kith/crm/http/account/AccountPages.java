package dev.kith.crm.http.account;

import com.google.common.base.Splitter;
import com.google.common.net.UrlEscapers;
import dev.kith.crm.application.account.AccountQueries;
import dev.kith.crm.application.account.AccountQueries.Hierarchy;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.contact.ContactQueries;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.conversion.Origins;
import dev.kith.crm.http.pages.CsvDownload;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.Listing;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.relationship.TargetPeople;
import dev.kith.crm.http.task.RelatedTasks;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The list of accounts, and the page of each. {@link AccountForms} has those that change them. */
public final class AccountPages {

  private static final int PAGE = 50;
  private static final int HISTORY = 100;
  private static final int CONTACTS = 12;
  private static final int LEADS = 8;
  private static final int OPPORTUNITIES = 8;

  /** What the file of a list says. */
  private static final List<String> EXPORTED =
      Splitter.on(',')
          .splitToList(
              "name,legalForm,domains,website,phone,industry,employees,annualRevenue,"
                  + "revenueCurrency,taxNumber,parentName,billingStreet,billingPostalCode,"
                  + "billingCity,billingRegion,billingCountry,shippingStreet,"
                  + "shippingPostalCode,shippingCity,shippingRegion,shippingCountry,stage,"
                  + "ownerName,externalSystem,externalId,createdAt,updatedAt,id");

  private AccountPages() {}

  public static void addTo(PageRoutes routes) {
    routes.get("/accounts", AccountPages::list);
    routes.get("/accounts/export.csv", AccountPages::export);
    // Before the pages of one account: addresses are tried in order, and "new" would pass for an
    // id.
    AccountForms.addTo(routes);
    routes.get("/accounts/{id}", visit -> onAccount(visit, account -> show(visit, account)));
    step(
        routes,
        "notes",
        Notice.ACCOUNT_NOTED,
        (visit, id) -> accounts(visit).note(id, visit.form("text")));
    step(routes, "assign", Notice.ACCOUNT_ASSIGNED, AccountPages::assign);
    step(routes, "transition", Notice.ACCOUNT_MOVED, AccountPages::transition);
    step(routes, "delete", Notice.ACCOUNT_DELETED, (visit, id) -> accounts(visit).delete(id));
    step(routes, "restore", Notice.ACCOUNT_RESTORED, (visit, id) -> accounts(visit).restore(id));
  }

  /** An account that was merged into another is looked at there. */
  private static void show(Visit visit, AccountView account) {
    if (account.mergedInto() == null) {
      show(visit, 200, account, Problems.NONE);
    } else {
      visit.moved("/accounts/" + visit.crm().accountQueries().standsFor(account));
    }
  }

  private static void step(
      PageRoutes routes,
      String name,
      Notice done,
      BiFunction<Visit, AccountId, Outcome<Account>> act) {
    routes.post(
        "/accounts/{id}/" + name,
        visit ->
            onAccount(
                visit,
                account -> {
                  switch (act.apply(visit, account.id())) {
                    case Outcome.Done<Account> d ->
                        visit.go("/accounts/" + account.id(), Sharing.notice(visit, done));
                    case Outcome.Refused<Account>(var refusal) ->
                        show(visit, Visit.statusOf(refusal), account, Problems.of(refusal));
                  }
                }));
  }

  private static Outcome<Account> assign(Visit visit, AccountId id) {
    return Sharing.give(
        visit,
        owner -> accounts(visit).assign(id, owner),
        pool -> accounts(visit).assignFrom(id, pool));
  }

  /** Only from the stage that the person saw. */
  private static Outcome<Account> transition(Visit visit, AccountId id) {
    return visit
        .crm()
        .expecting(visit.number("version").orElse(0L))
        .accounts()
        .transition(id, new Accounts.Transition(visit.form("to"), visit.form("reason")));
  }

  /** The list as it is shown, all pages of it. */
  private static void export(Visit visit) {
    ListAddress address = ListAddress.of(visit, "/accounts", AccountListPage.FILTERS);
    CsvDownload.list(
        visit,
        "accounts",
        visit.crm().accountQueries().fields(),
        AccountListPage.parameters(address, visit.actor().id(), visit.now()),
        EXPORTED,
        visit.crm().accountExport());
  }

  private static void list(Visit visit) {
    ListAddress address = ListAddress.of(visit, "/accounts", AccountListPage.FILTERS);
    AccountQueries queries = visit.crm().accountQueries();
    Listing.show(
        visit,
        address,
        queries.fields(),
        AccountListPage.parameters(address, visit.actor().id(), visit.now()),
        PAGE,
        queries::list,
        listing ->
            visit.show(
                listing.status(),
                "account/list.jte",
                address.showsBin() ? "Deleted accounts" : "Accounts",
                Section.ACCOUNTS,
                new AccountListPage(
                    listing.address(),
                    listing.order(),
                    listing.items(),
                    listing.total(),
                    listing.next(),
                    visit.owners(),
                    stages(visit),
                    listing.problems())));
  }

  /** None for somebody who does not see stages. */
  private static List<Stage> stages(Visit visit) {
    return visit.crm().accountQueries().fields().find("stage").isPresent()
            && visit.crm().lifecycle().get() instanceof Outcome.Done<Lifecycle>(var lifecycle)
        ? lifecycle.terms().inOrder()
        : List.of();
  }

  private static void show(Visit visit, int status, AccountView account, Problems problems) {
    Hierarchy hierarchy =
        visit.crm().accountQueries().hierarchy(account.id())
                instanceof Outcome.Done<Hierarchy>(var found)
            ? found
            // The account went away while its page was made.
            : new Hierarchy(account, List.of(), List.of(), false);
    Set<Action> reachable = visit.reaching(Feature.ACCOUNT, account.owner());
    visit.show(
        status,
        "account/detail.jte",
        account.displayName(),
        Section.ACCOUNTS,
        new AccountPage(
            hierarchy,
            reachable,
            visit.owners(),
            Sharing.of(visit, Account.subjectOf(account.id()), reachable.contains(Action.ASSIGN)),
            Origins.of(visit, Target.ACCOUNT, account.id().value()),
            RelatedTasks.of(
                visit, Account.subjectOf(account.id()), !account.revision().isDeleted()),
            TargetPeople.of(visit, TargetKind.ACCOUNT, account.id().value()),
            contacts(visit, account),
            leads(visit, account),
            OpportunitiesWith.account(visit, account.id(), OPPORTUNITIES),
            AccountStages.of(visit, account.id()),
            visit.told(visit.crm().accountQueries().timeline(account.id(), null, HISTORY)),
            visit.form("text"),
            problems));
  }

  private static @Nullable List<ContactView> contacts(Visit visit, AccountView account) {
    ContactQueries contacts = visit.crm().contactQueries();
    ListQuery query =
        ListQuery.all(contacts.fields())
            .where(new Filter.Compare("account", Filter.Op.EQ, List.of(account.id().value())))
            .limitedTo(CONTACTS);
    return contacts.list(query) instanceof Outcome.Done<Page<ContactView>>(var page)
        ? page.items()
        : null;
  }

  /** People with an address at its first domain, or, where it has none, of its name. */
  private static @Nullable List<LeadView> leads(Visit visit, AccountView account) {
    LeadQueries leads = visit.crm().leadQueries();
    ListQuery query = ListQuery.all(leads.fields()).searching(wordsFor(account)).limitedTo(LEADS);
    return leads.list(query) instanceof Outcome.Done<Page<LeadView>>(var page)
        ? page.items()
        : null;
  }

  static String leadsHref(AccountView account) {
    return "/leads?q=" + UrlEscapers.urlFormParameterEscaper().escape(wordsFor(account));
  }

  private static String wordsFor(AccountView account) {
    List<String> domains = account.domains();
    return domains == null ? account.displayName() : "@" + domains.getFirst();
  }

  /** Goes on with the account of the address, or says that there is none. */
  static void onAccount(Visit visit, Consumer<AccountView> next) {
    visit.on(AccountId::new, visit.crm().accountQueries()::get, next);
  }

  private static Accounts accounts(Visit visit) {
    return visit.crm().accounts();
  }
}
