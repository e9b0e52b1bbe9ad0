package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.opportunity.OpportunityId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Opportunities, as tasks are about them. */
record OpportunitiesAsRelated(Function<Context, OpportunityQueryService> queries)
    implements RelatedRecords {

  @Override
  public String type() {
    return "opportunity";
  }

  @Override
  public List<Named> named(Collection<UUID> ids, Context context) {
    return queries.apply(context).all(ids.stream().map(OpportunityId::new).toList()).stream()
        .map(view -> new Named(view.id().value(), view.displayName(), !view.revision().isDeleted()))
        .toList();
  }
}
