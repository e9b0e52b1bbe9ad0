package dev.kith.crm.application.intake.rows.together;

import dev.kith.crm.application.audit.AuditChains;
import dev.kith.crm.application.audit.AuditStore;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.AuditEntry.Head;
import dev.kith.crm.domain.shared.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ends of chains of audit entries, with those that are still to be written. */
public final class ChainsInHand implements AuditChains {

  private final AuditStore store;
  private final RowsInOneGo rows;
  private final Map<Subject, Head> heads = new HashMap<>();
  private final List<AuditEntry> entries = new ArrayList<>();

  ChainsInHand(AuditStore store, RowsInOneGo rows) {
    this.store = store;
    this.rows = rows;
  }

  /** Reads where the chains of records that are there stand. */
  void meet(Collection<Subject> subjects) {
    heads.putAll(store.heads(subjects));
  }

  /** Nobody else knows of a new record yet. */
  void begin(Subject subject) {
    heads.put(subject, Head.START);
  }

  @Override
  public Head head(Subject subject) {
    return heads.computeIfAbsent(subject, store::head);
  }

  @Override
  public void append(List<AuditEntry> added) {
    for (AuditEntry entry : added) {
      @Nullable Head before = heads.put(entry.subject(), new Head(entry.position(), entry.hash()));
      entries.add(entry);
      rows.orElse(() -> {
        entries.removeLast();
        heads.put(entry.subject(), before == null ? Head.START : before);
      });
    }
  }

  void save() {
    store.append(entries);
  }
}
