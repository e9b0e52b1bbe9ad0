package dev.kith.crm.domain.scoring.tracking;

import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks at the user's own pages and agreed that this is kept.
 *
 * @param consentedAt when they first said so
 * @param evidence what they said, in the words of the page: which banner, which version
 * @param lead who it turned out to be; null while that is not known
 */
public record Visitor(
    VisitorId id, Instant consentedAt, String evidence, Instant seenAt, @Nullable LeadId lead) {

  /** The same, seen again; what they said first stays. */
  public Visitor seen(Instant moment) {
    return new Visitor(id, consentedAt, evidence, moment.isAfter(seenAt) ? moment : seenAt, lead);
  }

  public Visitor of(@Nullable LeadId other) {
    return new Visitor(id, consentedAt, evidence, seenAt, other);
  }
}
