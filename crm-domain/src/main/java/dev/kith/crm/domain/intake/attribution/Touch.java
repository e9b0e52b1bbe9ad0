package dev.kith.crm.domain.intake.attribution;

import dev.kith.crm.domain.lead.Lead;
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

  /**
   * By this a touch is known that was told by the fields of the lead: each lead has its own, so
   * that one that takes in others has theirs besides.
   */
  public static String keyAtBirth(LeadId lead) {
    return "capture/" + lead;
  }

  /** Whether its own fields say of a campaign that brought a lead. */
  public static boolean isTold(Lead lead) {
    return !TouchDraft.of(lead.content().attribution()).equals(TouchDraft.EMPTY);
  }

  /**
   * The campaign with which a lead was captured, as its own fields tell. It is never refused, since
   * the lead itself keeps the campaign anyhow.
   */
  public static Touch atBirth(TouchId id, Lead lead, AttributionRules rules) {
    Instant born = lead.revision().createdAt();
    TouchDraft draft =
        TouchDraft.of(lead.content().attribution()).deliveredAs(keyAtBirth(lead.id())).at(born);
    return new Touch(id, lead.id(), born, rules.rejectingNothing().read(draft, born).orElseThrow());
  }

  Touch without(Set<String> hidden) {
    return new Touch(id, lead, recordedAt, content.without(hidden));
  }

  /** The same, of another lead. */
  public Touch of(LeadId other) {
    return new Touch(id, other, recordedAt, content);
  }
}
