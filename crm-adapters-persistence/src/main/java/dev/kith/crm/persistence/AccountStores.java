package dev.kith.crm.persistence;

import dev.kith.crm.application.account.AccountReads;
import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.lifecycle.LifecycleReads;
import dev.kith.crm.application.lifecycle.LifecycleStore;
import dev.kith.crm.persistence.account.JooqAccountReads;
import dev.kith.crm.persistence.account.JooqAccountStore;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.lifecycle.JooqLifecycleReads;
import dev.kith.crm.persistence.lifecycle.JooqLifecycleStore;

/** The stores of accounts, put together in a place of their own. */
record AccountStores(
    AccountStore accounts,
    AccountReads accountReads,
    LifecycleStore lifecycle,
    LifecycleReads lifecycleReads) {

  static AccountStores of(Database database) {
    return new AccountStores(
        new JooqAccountStore(database),
        new JooqAccountReads(database),
        new JooqLifecycleStore(database),
        new JooqLifecycleReads(database));
  }
}
