package dev.kith.crm.domain.scoring.model;

import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.LeadStatus.Reason;
import java.util.Optional;

/** How leads end, as far as models learn from it. */
public enum LeadOutcome {
  /** Worth an opportunity, whatever becomes of that. */
  WON,
  /** Not pursued. */
  LOST;

  /**
   * None while it is open, and none for duplicates: how the other record of that person ended is
   * what became of them.
   */
  public static Optional<LeadOutcome> of(LeadStatus status) {
    return switch (status) {
      case LeadStatus.Qualified qualified -> Optional.of(WON);
      case LeadStatus.Converted converted -> Optional.of(WON);
      case LeadStatus.Disqualified disqualified ->
          disqualified.reason() == Reason.DUPLICATE ? Optional.empty() : Optional.of(LOST);
      case LeadStatus.New open -> Optional.empty();
      case LeadStatus.Working open -> Optional.empty();
      case LeadStatus.Nurturing open -> Optional.empty();
      case LeadStatus.Recycled open -> Optional.empty();
    };
  }
}
