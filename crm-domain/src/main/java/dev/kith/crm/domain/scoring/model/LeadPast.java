package dev.kith.crm.domain.scoring.model;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A lead, and all that was ever changed in it, so that it can be seen as it was.
 *
 * <p>What counts for a prediction is what was known before anybody worked on the lead. Whoever does
 * finds things out and writes them down, and does so the more the better the lead is: a job title
 * that was asked for on the telephone tells that there was a telephone call. So the moment at which
 * a lead ceases to be new is where its picture is frozen, for those that were won or lost just as
 * for those that are still worked on. A lead that comes back after a rest is new again.
 *
 * @param entries of its audit trail, the newest first
 */
public record LeadPast(Lead lead, List<AuditEntry> entries) {

  private static final String STATUS = "status";
  private static final String NEW = LeadStatus.Name.NEW.name();

  public LeadPast {
    entries = List.copyOf(entries);
  }

  /**
   * What was known of a lead.
   *
   * @param facts by field, as {@link Lead#facts()} tells them
   * @param at when that was so
   */
  public record Known(Map<String, String> facts, Instant at) {
    public Known {
      facts = ImmutableMap.copyOf(facts);
    }
  }

  /**
   * What counts for a prediction at a moment: what was known then, or when work on the lead had
   * begun before. Empty if there was no such lead yet.
   */
  public Optional<Known> asOf(Instant moment) {
    if (moment.isBefore(lead.revision().createdAt())) {
      return Optional.empty();
    }
    Map<String, String> facts = new HashMap<>(lead.facts());
    Known then = null;
    for (AuditEntry entry : entries) {
      boolean wasLater = entry.at().isAfter(moment);
      if (!wasLater && then == null) {
        then = new Known(facts, moment);
        if (NEW.equals(facts.get(STATUS))) {
          return Optional.of(then);
        }
      }
      undo(facts, entry);
      if (!wasLater && leavesNew(entry)) {
        return Optional.of(new Known(facts, entry.at()));
      }
    }
    return Optional.of(then == null ? new Known(facts, moment) : then);
  }

  private static boolean leavesNew(AuditEntry entry) {
    return entry.changes().stream()
        .anyMatch(change ->
            change.field().equals(STATUS)
                && NEW.equals(change.before())
                && change.after() != null
                && !NEW.equals(change.after()));
  }

  private static void undo(Map<String, String> facts, AuditEntry entry) {
    for (FieldChange change : entry.changes()) {
      String before = change.before();
      if (before == null) {
        facts.remove(change.field());
      } else {
        facts.put(change.field(), before);
      }
    }
  }
}
