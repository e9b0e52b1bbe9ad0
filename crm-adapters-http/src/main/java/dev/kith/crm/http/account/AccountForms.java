package dev.kith.crm.http.account;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.intake.duplicates.DuplicateCheck;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountRefusal.Circular;
import dev.kith.crm.domain.account.AccountRefusal.DomainTaken;
import dev.kith.crm.domain.account.AccountRefusal.ExternalIdTaken;
import dev.kith.crm.domain.account.AccountRefusal.TooDeep;
import dev.kith.crm.domain.account.AccountRefusal.UnknownParent;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.UnknownOwner;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.intake.duplicates.AlikeWarning;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms in which accounts are written down. */
final class AccountForms {

  private AccountForms() {}

  static void addTo(PageRoutes routes) {
    routes.get("/accounts/new", AccountForms::blank);
    routes.post("/accounts/new", AccountForms::create);
    routes.post("/accounts/alike", visit -> alikeNow(visit, null));
    routes.post(
        "/accounts/{id}/alike",
        visit -> AccountPages.onAccount(visit, account -> alikeNow(visit, account)));
    NamedAccount.addTo(routes);
    routes.get(
        "/accounts/{id}/edit",
        visit ->
            AccountPages.onAccount(
                visit,
                account ->
                    show(
                        visit,
                        200,
                        account,
                        AccountForm.of(account),
                        account.revision().version(),
                        Problems.NONE)));
    routes.post(
        "/accounts/{id}/edit",
        visit -> AccountPages.onAccount(visit, account -> edit(visit, account)));
  }

  private static void blank(Visit visit) {
    if (!visit.actor().may(new Permission(Feature.ACCOUNT, Action.CREATE))) {
      visit.error(ErrorPage.FORBIDDEN);
      return;
    }
    Map<AccountField, String> typed = new LinkedHashMap<>();
    if (!visit.query("parent").isEmpty()) {
      typed.put(AccountField.PARENT, visit.query("parent"));
    }
    show(visit, 200, null, typed, 0, Problems.NONE);
  }

  private static void create(Visit visit) {
    Map<AccountField, String> typed = typed(visit);
    UserId owner = ShapeCheck.uuid(visit.form("owner")).map(UserId::new).orElse(null);
    Outcome<AccountDraft> read = read(visit, typed, null).map(AccountForms::draft);
    AlikeWarning alike = alike(visit, read);
    if (alike.isSuspected()) {
      show(visit, 409, null, typed, 0, Problems.NONE, alike);
      return;
    }
    Outcome<Account> created =
        read.then(draft -> visit.crm().accounts().create(new Accounts.Create(draft, owner)));
    switch (created) {
      case Outcome.Done<Account>(var account) ->
          visit.go("/accounts/" + account.id(), Notice.ACCOUNT_CREATED);
      case Outcome.Refused<Account>(var refusal) ->
          show(visit, Visit.statusOf(refusal), null, typed, 0, problems(refusal));
    }
  }

  private static AccountDraft draft(Map<AccountField, Optional<String>> fields) {
    AccountDraft draft = AccountDraft.EMPTY;
    for (var field : fields.entrySet()) {
      draft = draft.with(field.getKey(), field.getValue().orElse(null));
    }
    return draft;
  }

  /** What a good draft looks like, once: who saves it anyway is not asked again. */
  private static AlikeWarning alike(Visit visit, Outcome<AccountDraft> read) {
    return visit.form("anyway").isEmpty()
            && read instanceof Outcome.Done<AccountDraft>(var draft)
            && visit.crm().accounts().problemsOf(draft).isEmpty()
            && visit.crm().recordDuplicates().whileWriting(draft, null)
                instanceof Outcome.Done<DuplicateCheck>(var check)
        ? new AlikeWarning(MergeKind.ACCOUNT, null, check)
        : AlikeWarning.none(MergeKind.ACCOUNT, null);
  }

  /** Where the parent stands does not matter. */
  private static void alikeNow(Visit visit, @Nullable AccountView account) {
    AccountDraft draft = AccountDraft.EMPTY;
    for (var field : typed(visit).entrySet()) {
      draft = draft.with(field.getKey(), field.getValue());
    }
    AlikeWarning.answer(
        visit,
        Section.ACCOUNTS,
        MergeKind.ACCOUNT,
        account == null ? null : account.id().value(),
        visit
            .crm()
            .recordDuplicates()
            .whileWriting(
                draft.with(AccountField.PARENT, null), account == null ? null : account.id()));
  }

  private static void edit(Visit visit, AccountView account) {
    Map<AccountField, String> typed = typed(visit);
    long version = visit.number("version").orElse(0L);
    Outcome<Account> edited =
        read(visit, typed, account)
            .then(fields ->
                visit
                    .crm()
                    .expecting(version)
                    .accounts()
                    .edit(account.id(), new Accounts.Edit(fields)));
    SavedForm.answer(
        edited,
        version,
        done -> visit.go("/accounts/" + account.id(), Notice.ACCOUNT_SAVED),
        "Somebody changed the account meanwhile. What you save now replaces theirs.",
        AccountForms::problems,
        (status, seen, problems) -> show(visit, status, account, typed, seen, problems));
  }

  /** What the form says of the fields that the person sees; the others are not touched. */
  private static Map<AccountField, String> typed(Visit visit) {
    Map<AccountField, String> typed = new LinkedHashMap<>();
    var visible = visit.crm().accountQueries().fields();
    for (AccountField field : AccountField.values()) {
      if (visible.find(field.code()).isPresent()) {
        typed.put(field, visit.form(field.code()));
      }
    }
    return typed;
  }

  /** The fields with the id of the parent in place of its name. */
  private static Outcome<Map<AccountField, Optional<String>>> read(
      Visit visit, Map<AccountField, String> typed, @Nullable AccountView before) {
    Checks checks = new Checks();
    ImmutableMap.Builder<AccountField, Optional<String>> fields = ImmutableMap.builder();
    typed.forEach((field, text) -> {
      String value = field == AccountField.PARENT ? parent(visit, checks, text, before) : text;
      fields.put(field, Optional.ofNullable(value).filter(v -> !v.isBlank()));
    });
    return checks.orRefuse(fields::buildOrThrow);
  }

  private static @Nullable String parent(
      Visit visit, Checks checks, String text, @Nullable AccountView before) {
    return before != null && text.strip().equals(AccountForm.nameOfParent(before))
        ? before.get(AccountField.PARENT)
        : NamedAccount.id(visit, checks, AccountField.PARENT.code(), "unknown-parent", text);
  }

  /** Some refusals belong to a field of the form, though the port does not know forms. */
  private static Problems problems(Refusal refusal) {
    AccountField field =
        switch (refusal) {
          case DomainTaken taken -> AccountField.DOMAINS;
          case ExternalIdTaken taken -> AccountField.EXTERNAL_ID;
          case UnknownParent unknown -> AccountField.PARENT;
          case Circular circular -> AccountField.PARENT;
          case TooDeep deep -> AccountField.PARENT;
          default -> null;
        };
    return field != null
        ? Problems.at(field.code(), refusal.detail())
        : refusal instanceof UnknownOwner
            ? Problems.at("owner", refusal.detail())
            : Problems.of(refusal);
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable AccountView account,
      Map<AccountField, String> typed,
      long version,
      Problems problems) {
    AlikeWarning none =
        AlikeWarning.none(MergeKind.ACCOUNT, account == null ? null : account.id().value());
    show(visit, status, account, typed, version, problems, none);
  }

  private static void show(
      Visit visit,
      int status,
      @Nullable AccountView account,
      Map<AccountField, String> typed,
      long version,
      Problems problems,
      AlikeWarning alike) {
    visit.show(
        status,
        "account/form.jte",
        account == null ? "New account" : "Edit " + account.displayName(),
        Section.ACCOUNTS,
        new AccountForm(
            account,
            typed,
            version,
            Objects.requireNonNullElse(visit.form("owner"), ""),
            visit.crm().accountQueries().fields(),
            visit.owners(),
            visit.actor().may(new Permission(Feature.ACCOUNT, Action.ASSIGN)),
            problems,
            alike));
  }
}
