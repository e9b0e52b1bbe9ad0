package dev.kith.crm.application.intake.attribution;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.domain.intake.attribution.TouchId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.UUID;

/** The touches of a lead count for the one it is merged into. */
record AttachedTouches(TouchStore store) implements Attached {

  @Override
  public String name() {
    return "touch";
  }

  @Override
  public List<UUID> move(Subject from, Subject to) {
    return store.move(new LeadId(from.id()), new LeadId(to.id())).stream()
        .map(TouchId::value)
        .toList();
  }

  @Override
  public void moveBack(List<UUID> moved, Subject from, Subject to) {
    store.moveBack(
        moved.stream().map(TouchId::new).toList(), new LeadId(to.id()), new LeadId(from.id()));
  }
}
