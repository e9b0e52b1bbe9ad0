package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.intake.rows.RecordTakeBack.Trace;
import dev.kith.crm.application.intake.rows.together.AccountsInHand;
import dev.kith.crm.application.intake.rows.together.RowsInOneGo;
import dev.kith.crm.application.intake.rows.together.StoreInHand;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records of one transaction, which are read and written by sets.
 *
 * @param records knows how one is put back
 * @param store from which they are written together
 * @param accounts those that records name, or are
 * @param before what else is to be read of records that are put back
 * @param behind writes what else is left, behind the records
 */
record AsBeforeTogether(
    RowsInOneGo together,
    RecordsAsBefore records,
    StoreInHand<?, ?> store,
    AccountsInHand accounts,
    Runnable before,
    Runnable behind)
    implements RecordsAsBefore {

  /** The fields that name an account. */
  private static final List<String> NAMING = List.of("account", "parent");

  @Override
  public RecordKind kind() {
    return records.kind();
  }

  @Override
  public void meet(List<Trace> traces) {
    if (kind() == RecordKind.ACCOUNT) {
      accounts.lockHierarchy();
    }
    store.meetAll(traces.stream().map(Trace::record).toList());
    if (kind() == RecordKind.ACCOUNT) {
      accounts.meetChildren();
    }
    if (traces.stream().anyMatch(trace -> !trace.created())) {
      accounts.meetAll(
          traces.stream()
              .flatMap(trace -> trace.changes().stream())
              .filter(change -> NAMING.contains(change.field()))
              .map(FieldChange::before)
              .filter(Objects::nonNull)
              .map(UUID::fromString)
              .toList());
      accounts.meetAncestors();
      before.run();
    }
    store.meetChains();
  }

  @Override
  public Optional<Standing> find(UUID record) {
    return records.find(record);
  }

  @Override
  public Outcome<UUID> remove(UUID record) {
    return records.remove(record);
  }

  @Override
  public @Nullable String separator(String field) {
    return records.separator(field);
  }

  @Override
  public boolean undoesByItself(String field) {
    return records.undoesByItself(field);
  }

  @Override
  public Outcome<Boolean> restore(Trace trace, List<FieldChange> undone, List<Kept> kept) {
    return records.restore(trace, undone, kept);
  }

  @Override
  public void save() {
    store.save();
    behind.run();
    together.save();
  }
}
