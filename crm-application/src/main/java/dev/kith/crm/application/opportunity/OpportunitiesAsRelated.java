package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.opportunity.OpportunityId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Opportunities, as tasks are about them. */
record OpportunitiesAsRelated(Kernel kernel, RelatedRecords accounts) implements RelatedRecords {

  @Override
  public String type() {
    return "opportunity";
  }

  @Override
  public List<Named> named(Collection<UUID> ids, Context context) {
    return new OpportunityQueryService(kernel, context, accounts)
        .all(ids.stream().map(OpportunityId::new).toList()).stream()
            .map(view ->
                new Named(view.id().value(), view.displayName(), !view.revision().isDeleted()))
            .toList();
  }
}
