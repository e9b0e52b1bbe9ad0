package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.account.AccountQueries;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.intake.rows.together.AccountsInHand;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The account that a cell names by its external id, one of its domains, or its name. */
final class AccountLookup {

  /** So many that are called alike are looked at. */
  private static final int ALIKE = 20;

  /** An account by what cells call it. */
  record Called(
      AccountId id, @Nullable String externalId, List<String> domains, @Nullable String name) {}

  private final Function<String, Outcome<List<Called>>> alike;

  /** What was found stays found: a file names the same accounts again and again. */
  private final Map<String, AccountId> found = new HashMap<>();

  private AccountLookup(Function<String, Outcome<List<Called>>> alike) {
    this.alike = alike;
  }

  /** Asks for each anew. */
  static AccountLookup in(AccountQueries accounts) {
    return new AccountLookup(text ->
        accounts
            .list(ListQuery.all(accounts.fields()).where(named(text)).limitedTo(ALIKE))
            .map(page -> page.items().stream().map(AccountLookup::called).toList()));
  }

  /** Among those that were read together, as this actor sees them. */
  static AccountLookup among(AccountsInHand accounts, Actor actor) {
    Permission view = new Permission(Feature.ACCOUNT, Action.VIEW);
    Visibility visible = Visibility.of(actor, view);
    return new AccountLookup(text ->
        Permits.require(
            actor,
            view,
            () ->
                Outcome.done(
                    accounts.named(List.of(text)).stream()
                        .filter(account -> visible.reaches(account.owner()))
                        .map(AccountLookup::called)
                        .toList())));
  }

  /** Refused with {@code invalid} at the field, where none or several are meant. */
  Outcome<AccountId> find(String text, String field) {
    AccountId known = found.get(text);
    if (known != null) {
      return Outcome.done(known);
    }
    return alike
        .apply(text)
        .then(all -> chosen(all, text, field))
        .map(account -> {
          found.put(text, account);
          return account;
        });
  }

  /** The accounts of exactly that name. */
  Outcome<List<AccountId>> called(String name) {
    return alike
        .apply(name)
        .map(all ->
            all.stream()
                .filter(account -> name.equalsIgnoreCase(account.name()))
                .map(Called::id)
                .toList());
  }

  private static Called called(AccountView account) {
    return new Called(
        account.id(),
        account.get(AccountField.EXTERNAL_ID),
        Objects.requireNonNullElse(account.domains(), List.of()),
        account.get(AccountField.NAME));
  }

  private static Called called(Account account) {
    ExternalId externalId = account.content().externalId();
    return new Called(
        account.id(),
        externalId == null ? null : externalId.value(),
        account.content().domains().stream().map(InternetDomain::name).toList(),
        account.content().name());
  }

  private static Filter named(String text) {
    return new Filter.Or(
        List.of(
            equal(AccountField.EXTERNAL_ID, text),
            equal(AccountField.DOMAINS, text.toLowerCase(Locale.ROOT)),
            equal(AccountField.NAME, text)));
  }

  private static Filter equal(AccountField field, String text) {
    return new Filter.Compare(field.code(), Filter.Op.EQ, List.of(text));
  }

  private static Outcome<AccountId> chosen(List<Called> alike, String text, String field) {
    return Row.meant(
            alike,
            List.of(
                account -> text.equals(account.externalId()),
                account -> account.domains().contains(text.toLowerCase(Locale.ROOT)),
                account -> text.equalsIgnoreCase(account.name())),
            Violation.at(
                field,
                "ambiguous-account",
                "Several accounts are meant by “" + text + "”: name one by its domain."),
            Violation.at(field, "unknown-account", "There is no account “" + text + "”."))
        .map(Called::id);
  }
}
