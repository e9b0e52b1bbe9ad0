package dev.kith.crm.application.intake.attribution;

import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.intake.attribution.TouchVerdict;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;

/**
 * What brought leads here. Touches are only ever added; the same touch, by its key or else by what
 * it says, is kept once, however often it is delivered.
 *
 * <p>What a role hides of a lead's campaign is hidden here too; where anything of it is, so are
 * click ids and addresses of pages, which repeat it.
 */
public interface Touches {

  int LARGEST_BATCH = 100;

  /**
   * Captures a lead together with its touches, all or nothing. Where the draft says nothing of a
   * campaign, the lead's own fields take that of the first touch that counts. Refused as {@link
   * Leads#capture} and {@link #recordAll}; problems of touches stand below {@code /touches}.
   */
  Outcome<Lead> capture(Leads.Capture command, List<TouchDraft> touches);

  /** A lead that is captured with what brought it here. */
  record Arrival(Leads.Capture lead, List<TouchDraft> touches) {
    public Arrival {
      touches = List.copyOf(touches);
    }
  }

  /**
   * Captures many leads, each with its touches, as {@link Leads#captureAll}; a lead with touches
   * that are refused is refused as by {@link #capture}.
   */
  Outcome<List<Outcome<Lead>>> captureAll(List<Arrival> arrivals, boolean atomic);

  /**
   * Records a touch of a lead, and answers the touches as they are now. Needs {@code lead:edit} on
   * the lead. Refused with {@code invalid} (under the policy REJECT also for what breaks the
   * rules), {@code not-found}, {@code forbidden}, {@code lead-deleted}, {@code lead-merged}, {@code
   * too-many-touches}.
   */
  Outcome<TouchHistory> record(LeadId lead, TouchDraft touch);

  /**
   * Records up to {@value #LARGEST_BATCH}, all or none. Problems stand below {@code /items}.
   * Otherwise as {@link #record}.
   */
  Outcome<TouchHistory> recordAll(LeadId lead, List<TouchDraft> touches);

  /**
   * The touches of a lead. Needs {@code lead:view} on it; of a lead that was merged they are found
   * at the winner.
   */
  Outcome<TouchHistory> of(LeadId lead);

  /** The rules in force. Needs {@code lead:view}. */
  Outcome<AttributionRules> rules();

  /**
   * Replaces the rules, for touches that come in from now on. Needs {@code lead:administer} on all
   * leads. Refused with {@code invalid}, {@code forbidden}, {@code stale-version}.
   */
  Outcome<AttributionRules> setRules(AttributionRules.Settings settings);

  /**
   * What would become of a touch that came in now if the rules were these; nothing is kept. Needs
   * {@code lead:view}. Refused with {@code invalid} if the rules could not be set so, and with
   * {@code forbidden}; that the touch would be refused is an answer.
   */
  Outcome<TouchVerdict> preview(AttributionRules.Settings settings, TouchDraft touch);
}
