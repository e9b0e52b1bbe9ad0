package dev.kith.crm.domain.scoring.ledger;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the ledger. Lines are only ever added: what turns out not to have been earned is taken
 * back by a line of the opposite points.
 *
 * @param verdict what was believed of the event when the line was written
 * @param reverses the line that this one takes back; null if it gives
 */
public record ScoreEntry(
    ScoreEntryId id,
    LeadId lead,
    Earning earning,
    Instant recordedAt,
    Verdict verdict,
    @Nullable ScoreEntryId reverses) {

  /** What the line adds: less than nothing where it takes back points that were given. */
  public int points() {
    return reverses == null ? earning.points() : -earning.points();
  }
}
