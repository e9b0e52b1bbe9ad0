package dev.kith.crm.application.intake.consent;

import dev.kith.crm.domain.intake.consent.ConsentDraft;
import dev.kith.crm.domain.intake.consent.ConsentHistory;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;

/**
 * What leads said to being contacted, in a ledger for each to which lines are only ever added. The
 * same line, told again with its moment, is kept once.
 *
 * <p>All of it needs {@code lead:view} on the lead, and {@code consent:view}. Where a role hides a
 * lead's consent on a channel, the lines of that channel are hidden.
 */
public interface Consents {

  int LARGEST_BATCH = 100;

  /**
   * Records what a lead said, and answers the ledger as it is now. The consent that the lead itself
   * shows follows from it. Needs {@code consent:edit} on the lead. Refused with {@code invalid},
   * {@code not-found}, {@code forbidden}, {@code lead-deleted}, {@code lead-merged}, {@code
   * too-many-consents} (never for a no).
   */
  Outcome<ConsentHistory> record(LeadId lead, ConsentDraft said);

  /**
   * Records up to {@value #LARGEST_BATCH} lines, all or none, each judged on what is there and on
   * those before it. Problems stand below {@code /items}. Otherwise as {@link #record}.
   */
  Outcome<ConsentHistory> recordAll(LeadId lead, List<ConsentDraft> said);

  /** The ledger of a lead; of one that was merged it is found at the winner. */
  Outcome<ConsentHistory> of(LeadId lead);
}
