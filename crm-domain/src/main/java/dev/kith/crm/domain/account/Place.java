package dev.kith.crm.domain.account;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;

/**
 * A place in a hierarchy, to which an account is to come with all that belongs to it. What it says
 * must stay true until the account has been saved; see the store of accounts for how.
 *
 * @param path the account that is to be the parent, then its own parent, up to the top
 * @param below how many levels of accounts belong to the one that comes
 */
public record Place(List<AccountId> path, int below) {

  /** An account at the top is on level 1. */
  public static final int MOST_LEVELS = 20;

  public Place {
    path = ImmutableList.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a place has a parent");
    }
  }

  /** Refused if the account would belong to itself, or the hierarchy have too many levels. */
  public Outcome<AccountId> admit(AccountId account) {
    if (path.contains(account)) {
      return Outcome.refused(new AccountRefusal.Circular(path.getFirst().value()));
    }
    return path.size() + 1 + below > MOST_LEVELS
        ? Outcome.refused(new AccountRefusal.TooDeep(MOST_LEVELS))
        : Outcome.done(account);
  }
}
