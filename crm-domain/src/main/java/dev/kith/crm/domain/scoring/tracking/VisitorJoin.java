package dev.kith.crm.domain.scoring.tracking;

import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal: a visitor was held to be a lead, and perhaps no longer.
 *
 * @param lead as it was then; if it was merged since, its events are the winner's
 * @param by who or what said so, in words
 * @param undoneAt since when that is taken back; null while it stands
 */
public record VisitorJoin(
    UUID id,
    VisitorId visitor,
    LeadId lead,
    Instant joinedAt,
    String by,
    @Nullable Instant undoneAt) {

  public VisitorJoin undone(Instant moment) {
    return new VisitorJoin(id, visitor, lead, joinedAt, by, moment);
  }

  public boolean stands() {
    return undoneAt == null;
  }
}
