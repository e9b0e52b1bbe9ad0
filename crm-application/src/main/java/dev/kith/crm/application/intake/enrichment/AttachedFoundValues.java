package dev.kith.crm.application.intake.enrichment;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.domain.intake.enrichment.FoundValueId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.UUID;

/** What was found out about a lead counts for the one it is merged into. */
record AttachedFoundValues(FoundValueStore store) implements Attached {

  @Override
  public String name() {
    return "found-value";
  }

  @Override
  public List<UUID> move(Subject from, Subject to) {
    return store.move(new LeadId(from.id()), new LeadId(to.id())).stream()
        .map(FoundValueId::value)
        .toList();
  }

  @Override
  public void moveBack(List<UUID> moved, Subject from, Subject to) {
    store.moveBack(
        moved.stream().map(FoundValueId::new).toList(), new LeadId(to.id()), new LeadId(from.id()));
  }
}
