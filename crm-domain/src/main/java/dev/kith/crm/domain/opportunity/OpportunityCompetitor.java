package dev.kith.crm.domain.opportunity;

import dev.kith.crm.domain.competitor.CompetitorId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who bids for the same opportunity.
 *
 * @param threat null where nobody has said
 * @param note how they stand in this one
 */
public record OpportunityCompetitor(
    CompetitorId competitor, @Nullable Threat threat, @Nullable String note) {

  /** Such as {@code Norwind, high: knows the customer}. */
  public String told(String name) {
    return name
        + (threat == null ? "" : ", " + threat.name().toLowerCase(Locale.ROOT))
        + (note == null ? "" : ": " + note);
  }

  /** One of both, which are the same: the more dangerous, with all that was noted. */
  OpportunityCompetitor with(OpportunityCompetitor same) {
    Threat higher =
        threat == null || (same.threat != null && same.threat.compareTo(threat) > 0)
            ? same.threat
            : threat;
    String all =
        note == null || note.equals(same.note)
            ? same.note
            : same.note == null ? note : note + "\n\n" + same.note;
    return new OpportunityCompetitor(
        competitor,
        higher,
        all == null || all.length() <= CompetitorsDraft.LONGEST_NOTE
            ? all
            : all.substring(0, CompetitorsDraft.LONGEST_NOTE - 1) + "…");
  }
}
