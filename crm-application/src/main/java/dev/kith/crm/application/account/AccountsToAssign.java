package dev.kith.crm.application.account;

import dev.kith.crm.application.assignment.OwnedRecords;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts, as they are given to users of pools. Their company is what they belong to. */
record AccountsToAssign(Kernel kernel, AccountFeature accounts) implements OwnedRecords<Account> {

  @Override
  public RelatedRecords related() {
    return accounts.related();
  }

  @Override
  public Feature feature() {
    return Feature.ACCOUNT;
  }

  @Override
  public Optional<Account> find(UUID id) {
    return kernel.storage().accounts().find(new AccountId(id));
  }

  @Override
  public @Nullable UserId owner(Account account) {
    return account.owner();
  }

  @Override
  public Outcome<?> keeping(Account account) {
    return account.assign(account.owner(), kernel.now());
  }

  @Override
  public Candidate known(Account account) {
    return new Candidate(
        account.content().country(),
        null,
        account.owner(),
        accounts.ownersOf(account.content().parent()));
  }

  @Override
  public Outcome<Subject> assign(UUID id, UserId user, Context context) {
    return accounts.accounts(context).assign(new AccountId(id), user).map(Account::subject);
  }

  @Override
  public Map<UserId, Long> open(Collection<UserId> users) {
    return kernel.storage().accountReads().countOf(users);
  }
}
