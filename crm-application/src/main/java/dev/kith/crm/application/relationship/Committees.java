package dev.kith.crm.application.relationship;

import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import dev.kith.crm.domain.relationship.CommitteeTerms;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
  default Outcome<CommitteeView> of(OpportunityId id) {
    return of(id, null);
  }

  /**
   * The same as of a moment: in the stage in which the opportunity was then, and with those who had
   * roles then, whether they are in the bin by now or not. Whom stages need is as it is said now.
   * Refused with {@code invalid} for a moment to come, or before the opportunity was there.
   *
   * @param asOf null for now
   */
  Outcome<CommitteeView> of(OpportunityId id, @Nullable Instant asOf);
}
