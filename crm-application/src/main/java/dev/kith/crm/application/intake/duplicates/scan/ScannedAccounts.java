package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.intake.duplicates.RecordForms;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class ScannedAccounts extends KeptRecords {

  private final AccountStore accounts;
  private final Set<String> hidden;

  ScannedAccounts(Kernel kernel, Context context) {
    super(kernel.storage().recordKeys(), RecordKeys.ACCOUNT);
    this.accounts = kernel.storage().accounts();
    this.hidden = context.actor().grants().maskedFieldsOf(Feature.ACCOUNT);
  }

  private record One(UUID id, String name, @Nullable String company, Fingerprint print)
      implements Scanned {

    @Override
    public String called() {
      return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public Set<String> keys() {
      return print.blockingKeys();
    }

    @Override
    public Fingerprint beside(Scanned other) {
      return print;
    }
  }

  @Override
  public List<Scanned> of(Collection<UUID> ids) {
    return accounts.findAll(ids.stream().map(AccountId::new).toList()).parallelStream()
        .filter(account -> !account.revision().isDeleted())
        .map(this::scanned)
        .sorted(Comparator.comparing(account -> account.id().toString()))
        .toList();
  }

  private Scanned scanned(Account account) {
    return new One(
        account.id().value(),
        RecordForms.name(account.content(), hidden),
        RecordForms.place(account.content(), hidden),
        Fingerprint.of(RecordForms.of(account.content(), hidden)));
  }
}
