package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.account.AccountQueries;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The account that a cell names by its external id, one of its domains, or its name. */
final class AccountLookup {

  /** So many that are called alike are looked at. */
  private static final int ALIKE = 20;

  private final AccountQueries accounts;

  /** What was found stays found: a file names the same accounts again and again. */
  private final Map<String, AccountId> found = new HashMap<>();

  AccountLookup(AccountQueries accounts) {
    this.accounts = accounts;
  }

  /** Refused with {@code invalid} at the field, where none or several are meant. */
  Outcome<AccountId> find(String text, String field) {
    AccountId known = found.get(text);
    if (known != null) {
      return Outcome.done(known);
    }
    return accounts
        .list(ListQuery.all(accounts.fields()).where(named(text)).limitedTo(ALIKE))
        .then(page -> chosen(page.items(), text, field))
        .map(account -> {
          found.put(text, account);
          return account;
        });
  }

  /** The accounts of exactly that name. */
  Outcome<List<AccountView>> called(String name) {
    return accounts
        .list(
            ListQuery.all(accounts.fields()).where(equal(AccountField.NAME, name)).limitedTo(ALIKE))
        .map(page -> page.items());
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

  private static Outcome<AccountId> chosen(List<AccountView> alike, String text, String field) {
    List<Predicate<AccountView>> surest =
        List.of(
            account -> text.equals(account.get(AccountField.EXTERNAL_ID)),
            account ->
                Objects.requireNonNullElse(account.domains(), List.<String>of())
                    .contains(text.toLowerCase(Locale.ROOT)),
            account -> text.equalsIgnoreCase(account.get(AccountField.NAME)));
    for (Predicate<AccountView> means : surest) {
      List<AccountView> meant = alike.stream().filter(means).toList();
      if (meant.size() == 1) {
        return Outcome.done(meant.getFirst().id());
      }
      if (meant.size() > 1) {
        return Outcome.refused(
            Invalid.of(
                Violation.at(
                    field,
                    "ambiguous-account",
                    "Several accounts are meant by “" + text + "”: name one by its domain.")));
      }
    }
    return Outcome.refused(
        Invalid.of(Violation.at(field, "unknown-account", "There is no account “" + text + "”.")));
  }
}
