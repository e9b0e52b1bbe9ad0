package dev.kith.crm.application.account;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps accounts. No two live accounts have one domain, or external ids of the same {@link
 * dev.kith.crm.domain.shared.ExternalId#key() key}: adding, updating and restoring are refused with
 * {@link dev.kith.crm.domain.account.AccountRefusal.DomainTaken} or {@link
 * dev.kith.crm.domain.account.AccountRefusal.ExternalIdTaken} (whose holder is filled in).
 *
 * <p>The store keeps through which stages each account went: a stay begins where an account that is
 * added or updated has come to a stage, and ends where the next begins.
 *
 * <p>That no account belongs to itself, and that none belongs to a deleted one, is decided by
 * whoever changes the hierarchy, under {@link #lockHierarchy}.
 */
public interface AccountStore extends AggregateStore<AccountId, Account> {

  /**
   * From here to the end of the current run nobody else changes which account belongs to which:
   * what is read of the hierarchy after it stays true.
   */
  void lockHierarchy();

  /** Those of these accounts that there are, deleted ones included, in any order. */
  List<Account> findAll(Collection<AccountId> ids);

  /** Live accounts that have one of these external ids, by their keys, or one of these domains. */
  List<Account> holding(Collection<String> externalKeys, Collection<String> domains);

  /**
   * Live accounts that one of these texts can mean: their external id as it is written, whatever
   * its system, or one of their domains or their name, in whatever case.
   */
  List<Account> named(Collection<String> texts);

  /**
   * Saves what became of many accounts, in this order; an account stands behind its parent.
   *
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if something unique is taken,
   *     or an account is not stored as it was
   */
  void saveAll(List<Course<Account>> courses);

  /** The account, then its parent, up to the top; empty if there is none of that id. */
  List<AccountId> path(AccountId id);

  /** How many levels of live accounts there are below this one; 0 if none belongs to it. */
  int levelsBelow(AccountId id);

  /** Live accounts that belong straight to this one, in the order of their ids. */
  List<Account> children(AccountId id, int limit);

  /** Live accounts that belong straight to one of these, in any order. */
  List<Account> childrenOf(Collection<AccountId> parents);

  /** The accounts that became part of one of these straight, in the order of their ids. */
  List<AccountId> mergedInto(Collection<AccountId> winners);

  /**
   * The versions of accounts, deleted ones included, in the order of their ids.
   *
   * @param after only accounts behind this id; null from the beginning
   */
  List<RecordVersion> versions(@Nullable AccountId after, int limit);
}
