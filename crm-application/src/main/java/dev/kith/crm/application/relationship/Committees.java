package dev.kith.crm.application.relationship;

import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import dev.kith.crm.domain.relationship.CommitteeTerms;
import dev.kith.crm.domain.shared.Outcome;

/** Who should be known to buy, stage by stage, and who is. */
public interface Committees {

  /** Needs {@code opportunity:view}. Refused with {@code forbidden}. */
  Outcome<CommitteeTemplate> template();

  /**
   * Replaces what each stage needs. Needs {@code opportunity:administer} on all. Refused with
   * {@code invalid}, {@code forbidden}, {@code stale-version}.
   */
  Outcome<CommitteeTemplate> set(CommitteeTerms terms);

  /**
   * Who is known of whom the stage of an opportunity needs: of live contacts that the actor sees.
   * Refused with {@code not-found}.
   */
  Outcome<CommitteeView> of(OpportunityId id);
}
