package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountRefusal.DomainTaken;
import dev.kith.crm.domain.account.AccountRefusal.ExternalIdTaken;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are accounts. An account that has the external id or a domain of the row is the same;
 * where a row says neither, one that is called the same.
 */
record AccountRows(
    Transactions transactions,
    AccountStore store,
    Accounts accounts,
    AccountLookup lookup,
    OwnerLookup owners)
    implements RecordRows {

  private static final Set<AccountField> UNITES = Set.of(AccountField.DOMAINS);

  @Override
  public List<Violation> flaws(Map<String, String> row) {
    return accounts.problemsOf(new AccountDraft(texts(row)));
  }

  /** Without what it refers to. */
  private static Map<AccountField, String> texts(Map<String, String> row) {
    Map<AccountField, String> texts = Row.texts(row, AccountField.class, AccountField::code);
    texts.remove(AccountField.PARENT);
    texts.computeIfPresent(
        AccountField.DOMAINS, (field, text) -> text.strip().replaceAll("[\\s,;]+", "\n"));
    return texts;
  }

  @Override
  public Set<String> keys(Map<String, String> row) {
    Set<String> keys = new LinkedHashSet<>();
    String external = row.get(AccountField.EXTERNAL_ID.code());
    if (external != null) {
      keys.add(
          "external "
              + new ExternalId(row.get(AccountField.EXTERNAL_SYSTEM.code()), external).key());
    }
    String domains = texts(row).get(AccountField.DOMAINS);
    if (domains != null) {
      domains.lines().forEach(domain -> keys.add("domain " + domain.toLowerCase(Locale.ROOT)));
    }
    String name = row.get(AccountField.NAME.code());
    if (keys.isEmpty() && name != null) {
      keys.add("name " + name.toLowerCase(Locale.ROOT));
    }
    return keys;
  }

  @Override
  public Outcome<Brought> bring(Map<String, String> row, ConflictPolicy policy) {
    List<Violation> problems = new ArrayList<>(flaws(row));
    Map<AccountField, String> texts = new EnumMap<>(AccountField.class);
    texts.putAll(texts(row));
    String parentText = row.get(AccountField.PARENT.code());
    if (parentText != null) {
      AccountId parent =
          Row.take(lookup.find(parentText, AccountField.PARENT.code()), "parent", problems);
      texts.put(AccountField.PARENT, String.valueOf(parent));
    }
    String ownerText = row.get("owner");
    UserId owner = ownerText == null ? null : Row.take(owners.find(ownerText), "owner", problems);
    if (!problems.isEmpty()) {
      return Outcome.refused(new Invalid(problems));
    }
    boolean byName = keys(row).stream().allMatch(key -> key.startsWith("name "));
    return (byName
            ? called(row.get(AccountField.NAME.code()))
            : Outcome.done(Optional.<UUID>empty()))
        .then(same ->
            same.isPresent()
                ? there(same.get(), texts, owner, policy)
                : created(texts, owner, policy));
  }

  private Outcome<Optional<UUID>> called(@Nullable String name) {
    return name == null
        ? Outcome.done(Optional.empty())
        : lookup
            .called(name)
            .then(alike ->
                alike.size() > 1
                    ? Outcome.refused(
                        Invalid.of(
                            Violation.at(
                                "name",
                                "ambiguous-account",
                                "Several accounts are called “"
                                    + name
                                    + "”: say which by a domain or an external id.")))
                    : Outcome.done(alike.stream().map(AccountId::value).findFirst()));
  }

  /** What is taken by an account that the actor sees is what makes it the same. */
  private Outcome<Brought> created(
      Map<AccountField, String> texts, @Nullable UserId owner, ConflictPolicy policy) {
    Outcome<Account> created =
        transactions.run(
            () -> accounts.create(new Accounts.Create(new AccountDraft(texts), owner)));
    return switch (created) {
      case Outcome.Done<Account>(var account) -> Outcome.done(new Created(account.id().value()));
      case Outcome.Refused<Account>(DomainTaken(var domain, var holder)) when holder != null ->
          there(holder, texts, owner, policy);
      case Outcome.Refused<Account>(ExternalIdTaken(var id, var holder)) when holder != null ->
          there(holder, texts, owner, policy);
      case Outcome.Refused<Account>(var refusal) -> Outcome.refused(refusal);
    };
  }

  private static Map<AccountField, String> inLines(Account account) {
    Map<AccountField, String> texts = new EnumMap<>(AccountField.class);
    texts.putAll(account.content().texts());
    texts.computeIfPresent(AccountField.DOMAINS, (field, text) -> text.replace(' ', '\n'));
    return texts;
  }

  private Outcome<Brought> there(
      UUID same, Map<AccountField, String> texts, @Nullable UserId owner, ConflictPolicy policy) {
    if (policy == ConflictPolicy.SKIP) {
      return Outcome.done(Row.exists("account"));
    }
    AccountId id = new AccountId(same);
    Account before = store.find(id).orElseThrow();
    return accounts
        .edit(id, new Accounts.Edit(Row.edit(inLines(before), texts, UNITES, policy)))
        .then(edited ->
            owner != null
                    && (policy != ConflictPolicy.FILL_EMPTY || edited.owner() == null)
                    && !owner.equals(edited.owner())
                ? accounts.assign(id, owner)
                : Outcome.done(edited))
        .map(after ->
            Row.changed(
                "account", same, before.facts(), after.facts(), after.revision().version()));
  }
}
