package dev.kith.crm.application.intake.consent;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.domain.intake.consent.ConsentId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.UUID;

/** What a person said as one lead holds for the one that it is merged into. */
record AttachedConsents(ConsentStore store) implements Attached {

  @Override
  public String name() {
    return "consent";
  }

  @Override
  public List<UUID> move(Subject from, Subject to) {
    return store.move(new LeadId(from.id()), new LeadId(to.id())).stream()
        .map(ConsentId::value)
        .toList();
  }

  @Override
  public void moveBack(List<UUID> moved, Subject from, Subject to) {
    store.moveBack(
        moved.stream().map(ConsentId::new).toList(), new LeadId(to.id()), new LeadId(from.id()));
  }
}
