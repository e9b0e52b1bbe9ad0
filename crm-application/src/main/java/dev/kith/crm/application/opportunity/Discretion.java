package dev.kith.crm.application.opportunity;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.ExternalIdTaken;
import dev.kith.crm.domain.shared.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does not tell who holds a unique value to somebody who may not see that opportunity. */
record Discretion(OpportunityStore store, Visibility visible) {

  Outcome<Opportunity> about(Outcome<Opportunity> outcome) {
    return switch (outcome) {
      case Outcome.Refused<Opportunity>(ExternalIdTaken(var id, var holder))
          when isUnseen(holder) ->
          Outcome.refused(new ExternalIdTaken(id, null));
      case Outcome.Refused<Opportunity> refused -> refused;
      case Outcome.Done<Opportunity> done -> done;
    };
  }

  private boolean isUnseen(@Nullable UUID holder) {
    return holder != null
        && store
            .find(new OpportunityId(holder))
            .filter(opportunity -> visible.reaches(opportunity.owner()))
            .isEmpty();
  }
}
