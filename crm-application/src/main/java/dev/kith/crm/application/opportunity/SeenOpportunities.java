package dev.kith.crm.application.opportunity;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.function.Function;

/** Opportunities as far as somebody sees them. */
record SeenOpportunities(OpportunityStore store, Actor actor) {

  Outcome<Opportunity> get(OpportunityId id) {
    return Outcome.found(
        store
            .find(id)
            .filter(opportunity ->
                Visibility.of(actor, OpportunityQueryService.VIEW).reaches(opportunity.owner())),
        () -> NotFound.of("opportunity", id.value()));
  }

  /** Every problem of what is read for an opportunity; none for one that is not seen. */
  <T> List<Violation> problemsOf(OpportunityId id, Function<Opportunity, Outcome<T>> read) {
    return get(id) instanceof Outcome.Done<Opportunity>(var opportunity)
            && read.apply(opportunity) instanceof Outcome.Refused<T>(var refusal)
        ? refusal.violations()
        : List.of();
  }
}
