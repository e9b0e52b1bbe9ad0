package dev.kith.crm.application.account;

import dev.kith.crm.application.kernel.MergedRecords;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.Place;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where accounts stand in the hierarchy. Everything is read after it was locked, so that it still
 * holds when it is saved.
 */
public record AccountPlaces(AccountStore store) {

  /** Below what an account comes back to life; nothing where its parent is null. */
  public record Home(@Nullable AccountId parent) {}

  public void lock() {
    store.lockHierarchy();
  }

  /** Refused with {@code account-circular}, {@code account-too-deep}. */
  public Outcome<AccountId> admitted(AccountId parent, AccountId account) {
    return new Place(store.path(parent), store.levelsBelow(account)).admit(account);
  }

  /**
   * Below its parent, or what that has become part of; below nothing where that lies in the bin.
   * Refused as {@link #admitted}.
   */
  public Outcome<Home> homeOf(Account account) {
    AccountId parent = account.content().parent();
    if (parent == null) {
      return Outcome.done(new Home(null));
    }
    lock();
    AccountId standing = MergedRecords.last(parent, id -> store.find(id).map(Account::mergedInto));
    return live(standing).isEmpty() || standing.equals(account.id())
        ? Outcome.done(new Home(null))
        : admitted(standing, account.id()).map(home -> new Home(standing));
  }

  public Optional<Account> live(AccountId id) {
    return store.find(id).filter(account -> !account.revision().isDeleted());
  }
}
