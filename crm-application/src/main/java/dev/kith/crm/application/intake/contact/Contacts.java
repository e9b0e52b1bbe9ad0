package dev.kith.crm.application.intake.contact;

import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;

/**
 * The question that comes before every contact: may this lead be contacted, on this channel, for
 * this purpose, now? If not, why, and when again? And the hours in which nobody is.
 *
 * <p>Asking needs {@code lead:view} and {@code consent:view} on the lead. Where a role hides the
 * consent on a channel, asking about that channel is {@code forbidden}.
 */
public interface Contacts {

  int LARGEST_BATCH = 1_000;

  /**
   * Refused with {@code not-found}, {@code forbidden}, {@code lead-deleted}, {@code lead-merged}.
   */
  Outcome<ContactAnswer> check(LeadId lead, Channel channel, Purpose purpose);

  /** The answer for each channel that is not hidden and each purpose. Refused as {@link #check}. */
  Outcome<List<ContactAnswer>> overview(LeadId lead);

  /**
   * Asks about up to {@value #LARGEST_BATCH} leads.
   *
   * @return an outcome for each, in the same order, as of {@link #check}; refused as a whole for
   *     too many, or {@code forbidden}
   */
  Outcome<List<Outcome<ContactAnswer>>> checkAll(
      List<LeadId> leads, Channel channel, Purpose purpose);

  /** The quiet hours in force. Needs {@code consent:view}. */
  Outcome<QuietHours> quietHours();

  /**
   * Replaces the quiet hours. Needs {@code consent:administer} on all records. Refused with {@code
   * invalid}, {@code forbidden}, {@code stale-version}.
   */
  Outcome<QuietHours> setQuietHours(QuietHours.Settings settings);
}
