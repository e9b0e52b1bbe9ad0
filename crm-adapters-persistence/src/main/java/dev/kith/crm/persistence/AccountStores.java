package dev.kith.crm.persistence;

import dev.kith.crm.application.account.AccountReads;
import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.account.stagetime.StageTimeStore;
import dev.kith.crm.application.contact.ContactReads;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.lifecycle.LifecycleReads;
import dev.kith.crm.application.lifecycle.LifecycleStore;
import dev.kith.crm.persistence.account.JooqAccountReads;
import dev.kith.crm.persistence.account.JooqAccountStore;
import dev.kith.crm.persistence.account.stagetime.JooqStageTimeStore;
import dev.kith.crm.persistence.contact.JooqContactReads;
import dev.kith.crm.persistence.contact.JooqContactStore;
import dev.kith.crm.persistence.intake.duplicates.JooqRecordKeys;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.lifecycle.JooqLifecycleReads;
import dev.kith.crm.persistence.lifecycle.JooqLifecycleStore;

/**
 * The stores of accounts, of their stages and of the people there, put together in a place of their
 * own.
 */
record AccountStores(
    AccountStore accounts,
    AccountReads accountReads,
    ContactStore people,
    ContactReads contactReads,
    LifecycleStore lifecycle,
    LifecycleReads lifecycleReads,
    StageTimeStore stageTimes,
    RecordKeys recordKeys) {

  static AccountStores of(Database database) {
    AccountStore accounts = new JooqAccountStore(database);
    ContactStore people = new JooqContactStore(database);
    return new AccountStores(
        accounts,
        new JooqAccountReads(database),
        people,
        new JooqContactReads(database),
        new JooqLifecycleStore(database),
        new JooqLifecycleReads(database),
        new JooqStageTimeStore(database),
        new JooqRecordKeys(database, accounts, people));
  }
}
