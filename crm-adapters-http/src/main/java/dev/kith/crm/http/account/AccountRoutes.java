package dev.kith.crm.http.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountQueries;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.assignment.NewOwner;
import dev.kith.crm.http.audit.AuditJson;
import dev.kith.crm.http.intake.duplicates.DuplicateJson;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.CsvRoute;
import dev.kith.crm.http.kernel.Edits;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.RecordSteps;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.Set;

/** What can be done with accounts over REST. */
public final class AccountRoutes {

  private static final String TAG = "Accounts";
  private static final String[] ON_AN_ACCOUNT = {
    "not-found", "forbidden", "account-deleted", "account-merged"
  };

  private static final RecordSteps<AccountId, Account> STEPS =
      new RecordSteps<>(
          "Account",
          "/accounts",
          TAG,
          AccountJson.ACCOUNT,
          List.of(ON_AN_ACCOUNT),
          AccountRoutes::id,
          AccountRoutes::shown);

  private AccountRoutes() {}

  public static List<Route> all() {
    return ImmutableList.<Route>builder()
        .add(
            Route.post("/accounts", "createAccount")
                .says(TAG, "Create an account")
                .body(AccountJson.CREATE, AccountRoutes::problemsOfDraft)
                .answers(201, AccountJson.ACCOUNT, "The new account")
                .refuses(
                    "invalid",
                    "forbidden",
                    "account-domain-taken",
                    "account-external-id-taken",
                    "unknown-parent",
                    "account-too-deep",
                    "unknown-owner")
                .handledBy(AccountRoutes::create),
            Route.get("/accounts", "listAccounts")
                .says(TAG, "List, filter, search and sort accounts")
                .query(Lists.parameters(AccountFields.CATALOGUE))
                .answers(200, AccountJson.PAGE, "A page of accounts")
                .refuses("forbidden", "invalid")
                .handledBy(call ->
                    Lists.answer(call, queries(call).fields(), query -> queries(call).list(query))),
            CsvRoute.of(
                TAG,
                "accounts",
                "exportAccounts",
                AccountFields.CATALOGUE,
                workspace -> workspace.accountQueries().fields(),
                Workspace::accountExport),
            Route.get("/accounts/{id}", "getAccount")
                .says(TAG, "Read an account")
                .answers(200, AccountJson.ACCOUNT, "The account")
                .answers(308, "It was merged into the account of the Location")
                .refuses("not-found")
                .handledBy(AccountRoutes::read),
            Route.patch("/accounts/{id}", "editAccount")
                .says(TAG, "Change fields of an account (JSON Merge Patch: null empties a field)")
                .body(AccountJson.EDIT, AccountRoutes::problemsOfEdit)
                .versioned()
                .answers(200, AccountJson.ACCOUNT, "The account as it is now")
                .refuses(ON_AN_ACCOUNT)
                .refuses(
                    "invalid",
                    "account-domain-taken",
                    "account-external-id-taken",
                    "unknown-parent",
                    "account-circular",
                    "account-too-deep")
                .handledBy(call ->
                    shown(
                        call,
                        accounts(call)
                            .edit(id(call), new Accounts.Edit(AccountJson.named(call.body()))))),
            Route.delete("/accounts/{id}", "deleteAccount")
                .says(TAG, "Put an account into the bin")
                .versioned()
                .answers(200, AccountJson.ACCOUNT, "The account, with the moment of its deletion")
                .refuses("not-found", "forbidden", "account-merged", "account-has-children")
                .handledBy(call -> shown(call, accounts(call).delete(id(call)))),
            Route.get("/accounts/{id}/hierarchy", "getAccountHierarchy")
                .says(TAG, "What an account belongs to, and what belongs to it")
                .answers(200, AccountJson.HIERARCHY, "The accounts around it")
                .refuses("not-found")
                .handledBy(call ->
                    queries(call)
                        .hierarchy(id(call))
                        .map(found ->
                            Reply.json(200, AccountJson.of(queries(call).fields(), found)))),
            Route.get("/accounts/{id}/lifecycle", "getAccountLifecycle")
                .says(TAG, "Through which stages an account went, and where it can go")
                .query("asOf", Shape.instant(), "Only what was known then; usually now")
                .answers(200, StageJson.LIFECYCLE, "Its stays, and the ways on")
                .refuses("not-found")
                .handledBy(call ->
                    queries(call)
                        .lifecycle(id(call), call.instant("asOf").orElse(null))
                        .map(found -> Reply.json(200, StageJson.of(found)))),
            AuditJson.sharedTimelineParameters(
                    Route.get("/accounts/{id}/timeline", "getAccountTimeline"))
                .says(TAG, "Everything that happened to an account")
                .answers(200, AuditJson.SHARED_TIMELINE, "The entries, newest first")
                .refuses("not-found")
                .handledBy(call ->
                    AuditJson.sharedTimeline(
                        call, (before, limit) -> queries(call).timeline(id(call), before, limit))))
        .addAll(actions())
        .build();
  }

  private static List<Route> actions() {
    return List.of(
        STEPS.step(
            "assign",
            "Give an account to a user, to nobody, or to somebody of a pool",
            AccountJson.ASSIGN,
            (call, id) ->
                NewOwner.give(
                    call,
                    owner -> accounts(call).assign(id, owner),
                    pool -> accounts(call).assignFrom(id, pool)),
            NewOwner.refusals()),
        STEPS.step(
            "note",
            "Write a note on an account's timeline",
            AccountJson.NOTE,
            (call, id) -> accounts(call).note(id, call.text("text")),
            "invalid"),
        STEPS.step(
            "transition",
            "Have an account go to another stage of its lifecycle",
            StageJson.TRANSITION,
            (call, id) ->
                accounts(call)
                    .transition(
                        id,
                        new Accounts.Transition(
                            call.body().path("to").asText(), call.text("reason"))),
            "invalid",
            "invalid-transition",
            "transition-requirements"),
        Route.get("/accounts/{id}/duplicates", "findDuplicatesOfAccount")
            .says("Duplicates", "Find accounts that look like an account")
            .answers(200, DuplicateJson.CHECK, "The accounts that look alike")
            .refuses("forbidden", "not-found")
            .handledBy(call ->
                call.workspace()
                    .recordDuplicates()
                    .ofAccount(new AccountId(call.id("account")))
                    .map(check -> Reply.json(200, DuplicateJson.of("account", check)))),
        Route.post("/validation/duplicates/accounts", "findDuplicatesOfAccountDraft")
            .says("Duplicates", "Find accounts that look like one that is not there yet")
            .asking()
            .body(AccountJson.EDIT, AccountRoutes::problemsOfDraft)
            .answers(200, DuplicateJson.CHECK, "The accounts that look alike")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                call.workspace()
                    .recordDuplicates()
                    .ofAccount(AccountJson.read(call.body()))
                    .map(check -> Reply.json(200, DuplicateJson.of("account", check)))),
        STEPS.step(
            "restore",
            "Take an account out of the bin",
            null,
            (call, id) -> accounts(call).restore(id),
            "account-domain-taken",
            "account-external-id-taken",
            "account-too-deep"));
  }

  private static Outcome<Reply> read(Call call) {
    AccountQueries accounts = queries(call);
    return accounts
        .get(id(call))
        .map(view ->
            view.mergedInto() == null
                ? reply(call, 200, view)
                : Reply.empty(308)
                    .header("Location", call.link("/accounts/" + accounts.standsFor(view))));
  }

  private static Outcome<Reply> create(Call call) {
    UserId owner = call.uuid("owner").map(UserId::new).orElse(null);
    return accounts(call)
        .create(new Accounts.Create(AccountJson.read(call.body()), owner))
        .map(account ->
            reply(call, 201, queries(call).shown(account))
                .header("Location", call.link("/accounts/" + account.id())));
  }

  private static List<Violation> problemsOfDraft(Call call, JsonNode body) {
    return accounts(call).problemsOf(AccountJson.read(body));
  }

  private static List<Violation> problemsOfEdit(Call call, JsonNode body) {
    return Edits.named(body, problemsOfDraft(call, body));
  }

  private static Outcome<Reply> shown(Call call, Outcome<Account> outcome) {
    return outcome.map(account -> reply(call, 200, queries(call).shown(account)));
  }

  private static Reply reply(Call call, int status, AccountView view) {
    ObjectNode json = CatalogueJson.of(queries(call).fields(), view, Set.of());
    return Reply.json(status, json).version(view.revision().version());
  }

  private static Accounts accounts(Call call) {
    return call.workspace().accounts();
  }

  private static AccountQueries queries(Call call) {
    return call.workspace().accountQueries();
  }

  private static AccountId id(Call call) {
    return new AccountId(call.id("account"));
  }
}
