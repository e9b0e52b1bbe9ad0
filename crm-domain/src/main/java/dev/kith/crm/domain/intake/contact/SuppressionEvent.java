package dev.kith.crm.domain.intake.contact;

import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;

/** What happens to the list of what is left alone. */
public sealed interface SuppressionEvent extends DomainEvent {

  SuppressionId id();

  @Override
  default Subject subject() {
    return SuppressionEntry.subjectOf(id());
  }

  record Added(SuppressionId id, Suppression suppression) implements SuppressionEvent {
    @Override
    public String type() {
      return "suppression.added.v1";
    }
  }

  record Removed(SuppressionId id, Suppression suppression, String reason)
      implements SuppressionEvent {
    @Override
    public String type() {
      return "suppression.removed.v1";
    }
  }
}
