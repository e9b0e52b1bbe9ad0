package dev.kith.crm.application.intake.enrichment;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.Births;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.DomainEvent;
import java.util.List;

/** Puts leads on the list of those that are to be enriched, in the run in which they are born. */
record NewLeads(Kernel kernel, Runnable told) implements Births {

  @Override
  public List<DomainEvent> born(List<Lead> leads) {
    kernel
        .storage()
        .leadsToEnrich()
        .add(
            leads.stream()
                .map(lead -> new LeadsToEnrich.Waiting(lead.id(), lead.revision().createdAt(), 0))
                .toList());
    kernel.transactions().afterCommit(told);
    return List.of();
  }
}
