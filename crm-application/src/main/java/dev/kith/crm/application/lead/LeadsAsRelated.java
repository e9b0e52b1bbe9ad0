package dev.kith.crm.application.lead;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Leads, as tasks are about them. */
record LeadsAsRelated(Kernel kernel) implements RelatedRecords {

  @Override
  public String type() {
    return "lead";
  }

  @Override
  public List<Named> named(Collection<UUID> ids, Context context) {
    return new LeadQueryService(kernel, context)
        .all(ids.stream().map(LeadId::new).toList()).stream()
            .map(view ->
                new Named(view.id().value(), view.displayName(), !view.revision().isDeleted()))
            .toList();
  }
}
