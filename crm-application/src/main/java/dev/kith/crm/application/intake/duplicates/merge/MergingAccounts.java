package dev.kith.crm.application.intake.duplicates.merge;

import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.account.AccountPlaces;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountContent;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountRefusal;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Merging;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accounts: in the hierarchy, the winner takes the places of those that it takes in. */
record MergingAccounts(
    Kernel kernel,
    Context context,
    AccountFeature accounts,
    List<Attached> attached,
    List<Followers> followers)
    implements MergingRecords<Account> {

  @Override
  public MergeKind kind() {
    return MergeKind.ACCOUNT;
  }

  @Override
  public Outcome<Account> reached(UUID id, Action action) {
    return kernel
        .storage()
        .accounts()
        .find(new AccountId(id))
        .map(account ->
            Permits.requireOn(
                context.actor(),
                Feature.ACCOUNT,
                action,
                account.subject(),
                account.owner(),
                () -> Outcome.done(account)))
        .orElseGet(() -> Outcome.refused(NotFound.of("account", id)));
  }

  @Override
  public MergeChoice.Side side(Account account) {
    return new MergeChoice.Side(
        account.id().value(),
        Texts.of(account.content().texts(), AccountField::code),
        account.owner());
  }

  /** None belongs to itself: where the parent is part of the merge, it is what that belonged to. */
  @Override
  public MergeChoice settled(MergeChoice choice, Account winner, List<Account> losers) {
    String field = AccountField.PARENT.code();
    String before = AccountField.PARENT.textOf(winner.content());
    String chosen = choice.changes().containsKey(field) ? choice.changes().get(field) : before;
    Account from = null;
    Optional<Account> merged = named(losers, chosen);
    // At most once for each: they belong to none of themselves.
    for (int i = 0; i < losers.size() && merged.isPresent(); i++) {
      from = merged.get();
      chosen = AccountField.PARENT.textOf(from.content());
      merged = named(losers, chosen);
    }
    String settled = winner.id().toString().equals(chosen) ? before : chosen;
    return from == null && Objects.equals(settled, chosen)
        ? choice
        : choice.with(
            field, before, settled, from == null ? winner.id().value() : from.id().value());
  }

  private static Optional<Account> named(List<Account> accounts, @Nullable String id) {
    return accounts.stream().filter(account -> account.id().toString().equals(id)).findFirst();
  }

  @Override
  public Outcome<Account> bury(Account loser, long version, Merging merging, Instant now) {
    return change(
        loser.id(),
        version,
        Action.DELETE,
        "account.merge",
        account -> account.mergeInto(merging, now));
  }

  @Override
  public Outcome<Account> absorb(
      Account winner, long version, Merging merging, MergeChoice choice, Instant now) {
    return content(winner, choice.changes())
        .then(content ->
            change(
                winner.id(),
                version,
                Action.EDIT,
                "account.merge",
                account ->
                    placed(account, content, merging)
                        .then(placed -> account.absorb(merging, placed, choice.owner(), now))));
  }

  @Override
  public Outcome<Account> release(
      Account winner, Merging merging, MergeChoice.Former former, Instant now) {
    return content(winner, former.changes())
        .then(content ->
            change(
                winner.id(),
                version(winner),
                Action.EDIT,
                "account.undo-merge",
                account ->
                    placed(account, content, merging)
                        .then(placed -> account.release(merging, placed, former.owner(), now))));
  }

  @Override
  public Outcome<Account> separate(Account loser, Merging merging, Instant now) {
    return change(
        loser.id(),
        version(loser),
        Action.DELETE,
        "account.undo-merge",
        account ->
            home(account, merging).map(home -> account.separate(merging, home.parent(), now)));
  }

  /** As when it comes out of the bin; but what it belonged to may come back with it. */
  private Outcome<AccountPlaces.Home> home(Account account, Merging merging) {
    AccountId parent = account.content().parent();
    return parent != null && merging.losers().contains(parent.value())
        ? places().admitted(parent, account.id()).map(good -> new AccountPlaces.Home(parent))
        : places().homeOf(account);
  }

  @Override
  public <T> Outcome<T> discreet(Outcome<T> outcome) {
    return accounts.discreet(context, outcome);
  }

  private Outcome<AccountContent> content(Account winner, Map<String, @Nullable String> changes) {
    return accounts.read(
        Texts.changed(
            AccountDraft.of(winner.content()), changes, AccountField::named, AccountDraft::with));
  }

  private Outcome<Account> change(
      AccountId id,
      long version,
      Action action,
      String intention,
      Function<Account, Outcome<Change<Account>>> decide) {
    return accounts
        .changes(context.further().expecting(version))
        .change(id, action, intention, "", decide);
  }

  /**
   * Goes on if the account can belong to its parent, where it does not do so already. A loser that
   * is a tombstone for a moment more can be it.
   */
  private Outcome<AccountContent> placed(Account account, AccountContent content, Merging merging) {
    AccountId parent = content.parent();
    if (parent == null || parent.equals(account.content().parent())) {
      return Outcome.done(content);
    }
    places().lock();
    return places().live(parent).isEmpty() && !merging.losers().contains(parent.value())
        ? Outcome.refused(new AccountRefusal.UnknownParent(parent.value()))
        : places().admitted(parent, account.id()).map(admitted -> content);
  }

  private AccountPlaces places() {
    return new AccountPlaces(kernel.storage().accounts());
  }
}
