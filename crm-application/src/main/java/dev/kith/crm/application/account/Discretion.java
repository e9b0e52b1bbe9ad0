package dev.kith.crm.application.account;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountRefusal.DomainTaken;
import dev.kith.crm.domain.account.AccountRefusal.ExternalIdTaken;
import dev.kith.crm.domain.shared.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does not tell who holds a unique value to somebody who may not see that account. */
record Discretion(AccountStore store, Visibility visible) {

  <T> Outcome<T> about(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Refused<T>(DomainTaken(var domain, var holder)) when isUnseen(holder) ->
          Outcome.refused(new DomainTaken(domain, null));
      case Outcome.Refused<T>(ExternalIdTaken(var id, var holder)) when isUnseen(holder) ->
          Outcome.refused(new ExternalIdTaken(id, null));
      case Outcome.Refused<T> refused -> refused;
      case Outcome.Done<T> done -> done;
    };
  }

  private boolean isUnseen(@Nullable UUID holder) {
    return holder != null
        && store
            .find(new AccountId(holder))
            .filter(account -> visible.reaches(account.owner()))
            .isEmpty();
  }
}
