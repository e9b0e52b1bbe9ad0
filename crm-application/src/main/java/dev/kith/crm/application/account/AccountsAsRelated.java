package dev.kith.crm.application.account;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.account.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Accounts, as tasks are about them. */
record AccountsAsRelated(Kernel kernel, Guards guards) implements RelatedRecords {

  @Override
  public String type() {
    return "account";
  }

  @Override
  public List<Named> named(Collection<UUID> ids, Context context) {
    return new AccountQueryService(kernel, context, guards)
        .all(ids.stream().map(AccountId::new).toList()).stream()
            .map(view ->
                new Named(view.id().value(), view.displayName(), !view.revision().isDeleted()))
            .toList();
  }
}
