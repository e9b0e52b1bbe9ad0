package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.AwardId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/**
 * Points that are given to leads, or taken from them, besides what engagement earns. Where a role
 * hides the score of leads, all of this is refused with {@code forbidden}.
 */
public interface ScoreAwards {

  /** Every problem of a wish; empty if it can be given. */
  List<Violation> problemsOf(Award.Wish wish);

  /**
   * Gives points. Needs {@code lead:edit} on the lead. Refused with {@code invalid}, {@code
   * not-found}, {@code forbidden}, {@code lead-deleted}, {@code lead-merged}.
   */
  Outcome<Award> give(LeadId lead, Award.Wish wish);

  /**
   * Takes an award back, for a reason. One that was taken back already stays as it is. Needs {@code
   * lead:edit} on its lead. Refused as {@link #give}.
   */
  Outcome<Award> withdraw(AwardId award, String reason);

  /**
   * All awards of a lead, the latest first. Needs {@code lead:view} on it. Refused with {@code
   * not-found}, {@code forbidden}.
   */
  Outcome<List<Award>> of(LeadId lead);
}
