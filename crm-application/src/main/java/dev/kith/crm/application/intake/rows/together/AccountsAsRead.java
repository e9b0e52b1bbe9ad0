package dev.kith.crm.application.intake.rows.together;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The accounts that other records refer to, of those that were read. */
public record AccountsAsRead(AccountsInHand accounts) implements RelatedRecords {

  @Override
  public String type() {
    return "account";
  }

  @Override
  public List<Named> named(Collection<UUID> ids, Context context) {
    Visibility visible =
        Visibility.of(context.actor(), new Permission(Feature.ACCOUNT, Action.VIEW));
    return accounts.findAll(ids.stream().map(AccountId::new).toList()).stream()
        .filter(account -> visible.reaches(account.owner()))
        .map(AccountsAsRead::named)
        .toList();
  }

  private static Named named(Account account) {
    return new Named(
        account.id().value(), account.content().name(), !account.revision().isDeleted());
  }
}
