package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.intake.rows.RecordRows.Brought;
import dev.kith.crm.application.intake.rows.RecordRows.Changed;
import dev.kith.crm.application.intake.rows.RecordRows.PutAside;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Rows of which each is brought in by itself, or put aside where it would change a record. */
final class Reviewing {

  private static final NotFound DECISION = new NotFound("decision", "yet");

  private Reviewing() {}

  /**
   * What would overwrite a record is done and undone, so that all that it would change is known.
   */
  static Outcome<Brought> bring(
      Transactions transactions, RecordRows rows, Map<String, String> row, ConflictPolicy policy) {
    if (policy != ConflictPolicy.REVIEW) {
      return transactions.run(() -> rows.bring(row, policy));
    }
    AtomicReference<@Nullable Changed> changed = new AtomicReference<>();
    Outcome<Brought> outcome =
        transactions.run(() ->
            rows.bring(row, ConflictPolicy.OVERWRITE)
                .then(brought -> {
                  changed.set(brought instanceof Changed would ? would : null);
                  return changed.get() == null ? Outcome.done(brought) : Outcome.refused(DECISION);
                }));
    Changed would = changed.get();
    return would == null ? outcome : Outcome.done(new PutAside(would.id(), would.changes()));
  }
}
