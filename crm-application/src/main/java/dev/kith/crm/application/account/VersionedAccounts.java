package dev.kith.crm.application.account;

import dev.kith.crm.application.audit.VersionedRecords;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.account.AccountId;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts as the verification of the audit trail sees them. */
record VersionedAccounts(AccountStore store) implements VersionedRecords {

  @Override
  public String type() {
    return "account";
  }

  @Override
  public List<RecordVersion> versions(@Nullable UUID after, int limit) {
    return store.versions(after == null ? null : new AccountId(after), limit);
  }

  @Override
  public OptionalLong version(UUID id) {
    return store.find(new AccountId(id)).stream()
        .mapToLong(account -> account.revision().version())
        .findFirst();
  }
}
