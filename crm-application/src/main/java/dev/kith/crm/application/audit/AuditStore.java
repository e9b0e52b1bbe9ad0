package dev.kith.crm.application.audit;

import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the audit trail. Entries are only ever added. */
public interface AuditStore extends AuditChains {

  /** Where the chains of several subjects of one type stand; those without an entry are missing. */
  Map<Subject, AuditEntry.Head> heads(Collection<Subject> subjects);

  /**
   * Where in the chains of several subjects of one type stands the last entry that is not one of
   * this action by this actor; subjects without such an entry are missing.
   */
  Map<Subject, Long> lastBesides(Collection<Subject> subjects, UUID actorId, String action);

  /**
   * What caused that which people and programs did to several subjects of one type, empty for what
   * they just did; subjects to which they did nothing are missing.
   */
  Map<Subject, Set<String>> touches(Collection<Subject> subjects);

  /**
   * The entries of a subject, newest first.
   *
   * @param beforePosition only entries with a smaller position; null for the newest
   */
  List<AuditEntry> history(Subject subject, @Nullable Long beforePosition, int limit);

  /**
   * The entries of several subjects together, newest first.
   *
   * @param beforeEntry only entries that come after this one in that order; null for the newest
   */
  List<AuditEntry> histories(Collection<Subject> subjects, @Nullable UUID beforeEntry, int limit);

  /** The same, without what is hidden of some fields. */
  default List<AuditEntry> histories(
      Collection<Subject> subjects, @Nullable UUID beforeEntry, int limit, Set<String> hidden) {
    return histories(subjects, beforeEntry, limit).stream()
        .map(entry -> entry.without(hidden))
        .toList();
  }

  /**
   * What somebody did, newest first.
   *
   * @param beforeEntry only entries that come after this one in that order; null for the newest
   */
  List<AuditEntry> activity(UUID actorId, @Nullable UUID beforeEntry, int limit);

  /**
   * Every entry, chain by chain, each in its order; the chains of one type of subject follow each
   * other in the order of their ids. Streamed, so that a trail of any length fits into memory.
   * Outside a run, the visitor may write meanwhile.
   */
  void eachInChainOrder(Consumer<AuditEntry> visitor);
}
