package dev.kith.crm.application.account;

import dev.kith.crm.application.account.AccountQueries.Relative;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.Stay;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads accounts straight from where they are kept; what cannot be seen does not exist here. Views
 * do not say how parents are called: who reads them fills that in.
 */
public interface AccountReads {

  Optional<AccountView> find(AccountId id, Visibility visible);

  /** Those of these accounts that are visible, in any order. */
  List<AccountView> findAll(Collection<AccountId> ids, Visibility visible);

  /**
   * A page of accounts. The search matches an account if each of its fragments (separated by
   * blanks) is found, without regard to case, in its name or one of its domains.
   */
  Page<AccountView> page(ListQuery query, Visibility visible);

  /** Each account that {@link #page} would find, in its order, whatever its limit; streamed. */
  void each(ListQuery query, Visibility visible, Consumer<AccountView> consumer);

  /** How many live accounts each of these users has; those with none are missing. */
  Map<UserId, Long> countOf(Collection<UserId> owners);

  /** Through which stages the account went, the first first; visible or not. */
  List<Stay> stays(AccountId id);

  /**
   * What the account belongs to, the topmost first. It begins below the lowest account that is not
   * visible; levels count from 1 there.
   */
  List<Relative> above(AccountId id, Visibility visible);

  /**
   * The live accounts that belong to this one, straight or through others, level by level and then
   * by name. What belongs to one that is not visible is left out. Levels count from 1 for what
   * belongs to it straight.
   */
  List<Relative> below(AccountId id, Visibility visible, int limit);
}
