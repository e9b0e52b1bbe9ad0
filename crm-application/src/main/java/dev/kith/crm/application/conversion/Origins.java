package dev.kith.crm.application.conversion;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.MergedRecords;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactId;
import java.util.Set;
import java.util.UUID;

/**
 * Under which ids leads were converted into a record: its own, and those of accounts or contacts
 * that became part of it. Conversions keep naming what they made.
 */
final class Origins {

  private Origins() {}

  static Set<UUID> of(Kernel kernel, Set<UUID> records) {
    ImmutableSet.Builder<UUID> all = ImmutableSet.builder();
    records.forEach(record -> all.addAll(of(kernel, record)));
    return all.build();
  }

  static Set<UUID> of(Kernel kernel, UUID record) {
    ImmutableSet.Builder<UUID> all = ImmutableSet.builder();
    all.add(record);
    MergedRecords.within(new AccountId(record), kernel.storage().accounts()::mergedInto)
        .forEach(account -> all.add(account.value()));
    MergedRecords.within(new ContactId(record), kernel.storage().people()::mergedInto)
        .forEach(contact -> all.add(contact.value()));
    return all.build();
  }
}
