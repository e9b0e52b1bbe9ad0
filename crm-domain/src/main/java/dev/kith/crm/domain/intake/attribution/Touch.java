package dev.kith.crm.domain.intake.attribution;

import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import java.util.Set;

/**
 * A person met a campaign: they clicked a link, or came to a page from somewhere. Touches are only
 * ever added; one that is judged stays as it was judged, whatever becomes of the rules.
 *
 * @param recordedAt when the CRM heard of it, which may be long after it was
 */
public record Touch(TouchId id, LeadId lead, Instant recordedAt, TouchContent content) {

  /** How many touches of one lead are kept. */
  public static final int MOST = 1_000;

  Touch without(Set<String> hidden) {
    return new Touch(id, lead, recordedAt, content.without(hidden));
  }

  /** The same, of another lead. */
  public Touch of(LeadId other) {
    return new Touch(id, other, recordedAt, content);
  }
}
