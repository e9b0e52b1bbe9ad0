package dev.kith.crm.persistence;

import dev.kith.crm.application.account.AccountReads;
import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.persistence.account.JooqAccountReads;
import dev.kith.crm.persistence.account.JooqAccountStore;
import dev.kith.crm.persistence.kernel.Database;

/** The stores of accounts, put together in a place of their own. */
record AccountStores(AccountStore accounts, AccountReads accountReads) {

  static AccountStores of(Database database) {
    return new AccountStores(new JooqAccountStore(database), new JooqAccountReads(database));
  }
}
