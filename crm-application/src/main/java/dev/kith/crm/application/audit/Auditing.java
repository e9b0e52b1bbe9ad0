package dev.kith.crm.application.audit;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes audit entries; called by commands, within their transaction. */
public final class Auditing {

  private final AuditChains store;
  private final Ids ids;

  public Auditing(AuditChains store, Ids ids) {
    this.store = store;
    this.ids = ids;
  }

  public void record(
      Context context, Subject subject, String action, List<FieldChange> changes, Instant at) {
    store.append(List.of(following(store.head(subject), context, subject, action, changes, at)));
  }

  /** The first entry of a record that has just been born, for batches that write many at once. */
  public AuditEntry first(
      Context context, Subject subject, String action, List<FieldChange> changes, Instant at) {
    return following(AuditEntry.Head.START, context, subject, action, changes, at);
  }

  /** The entry after this head, for batches that keep the heads themselves. */
  public AuditEntry next(
      AuditEntry.Head head,
      Context context,
      Subject subject,
      String action,
      List<FieldChange> changes,
      Instant at) {
    return following(head, context, subject, action, changes, at);
  }

  /** What an entry tells: the fields that differ, and what the events have to say besides. */
  public static List<FieldChange> told(
      Map<String, String> before, Map<String, String> after, List<DomainEvent> events) {
    List<FieldChange> changes = new ArrayList<>(FieldChange.between(before, after));
    events.forEach(
        e -> e.remarks().forEach((name, text) -> changes.add(new FieldChange(name, null, text))));
    return changes;
  }

  private AuditEntry following(
      AuditEntry.Head head,
      Context context,
      Subject subject,
      String action,
      List<FieldChange> changes,
      Instant at) {
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
