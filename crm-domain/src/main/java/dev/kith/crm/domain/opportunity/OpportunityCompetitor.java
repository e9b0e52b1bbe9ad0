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
  String told(String name) {
    return name
        + (threat == null ? "" : ", " + threat.name().toLowerCase(Locale.ROOT))
        + (note == null ? "" : ": " + note);
  }
}
