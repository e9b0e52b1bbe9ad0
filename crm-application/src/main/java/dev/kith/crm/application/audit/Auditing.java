package dev.kith.crm.application.audit;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;

/** Writes audit entries; called by commands, within their transaction. */
public final class Auditing {

  private final AuditStore store;
  private final Ids ids;

  public Auditing(AuditStore store, Ids ids) {
    this.store = store;
    this.ids = ids;
  }

  public void record(Context context, Subject subject, String action, List<FieldChange> changes, Instant at) {
    store.append(List.of(following(store.head(subject), context, subject, action, changes, at)));
  }

  /** The first entry of a record that has just been born, for batches that write many at once. */
  public AuditEntry first(Context context, Subject subject, String action, List<FieldChange> changes, Instant at) {
    return following(AuditEntry.Head.START, context, subject, action, changes, at);
  }

  private AuditEntry following(
      AuditEntry.Head head, Context context, Subject subject, String action, List<FieldChange> changes, Instant at) {
    return AuditEntry.following(
        head,
        ids.next(),
        subject,
        at,
        context.actor().kind().name(),
        context.actor().id().value(),
        context.actor().name(),
        action,
        changes,
        context.requestId(),
        context.cause());
  }
}
