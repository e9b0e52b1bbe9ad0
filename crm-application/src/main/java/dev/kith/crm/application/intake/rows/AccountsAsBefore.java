package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.intake.rows.RecordTakeBack.Trace;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record AccountsAsBefore(AccountStore store, Accounts accounts) implements RecordsAsBefore {

  private static final String BETWEEN_DOMAINS = " ";

  @Override
  public RecordKind kind() {
    return RecordKind.ACCOUNT;
  }

  @Override
  public Optional<Standing> find(UUID record) {
    return store
        .find(new AccountId(record))
        .map(account ->
            new Standing(
                account.facts(),
                account.revision().isDeleted(),
                account.mergedInto() == null ? null : account.mergedInto().value()));
  }

  @Override
  public Outcome<UUID> remove(UUID record) {
    return accounts.delete(new AccountId(record)).map(gone -> record);
  }

  @Override
  public @Nullable String separator(String field) {
    return field.equals(AccountField.DOMAINS.code()) ? BETWEEN_DOMAINS : null;
  }

  @Override
  public Outcome<Boolean> restore(Trace trace, List<FieldChange> undone, List<Kept> kept) {
    AccountId id = new AccountId(trace.record());
    Map<AccountField, Optional<String>> fields = Undone.texts(undone, AccountField::named);
    fields.computeIfPresent(
        AccountField.DOMAINS, (field, text) -> text.map(t -> t.replace(BETWEEN_DOMAINS, "\n")));
    Account now = store.find(id).orElseThrow();
    return (fields.isEmpty() ? Outcome.done(now) : accounts.edit(id, new Accounts.Edit(fields)))
        .then(edited -> Undone.owner(undone, edited, owner -> accounts.assign(id, owner)))
        .map(after -> !after.equals(now));
  }
}
