package dev.kith.crm.domain.lifecycle;

import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;

/** What happens to the lifecycle. */
public sealed interface LifecycleEvent extends DomainEvent {

  @Override
  default Subject subject() {
    return Lifecycle.subjectOf(Lifecycle.ID);
  }

  /** It says something else from now on. */
  record Changed() implements LifecycleEvent {
    @Override
    public String type() {
      return "lifecycle.changed.v1";
    }
  }
}
