package dev.kith.crm.domain.task.escalation;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens when tasks are escalated. */
public sealed interface EscalationEvent extends DomainEvent {

  /**
   * A task has reached a level of a policy.
   *
   * @param level 1 for the first
   * @param owner whose task it was
   * @param newOwner whose it is now, where that is somebody else
   * @param at the moment of the level
   */
  record Escalated(
      TaskId task,
      EscalationPolicyId policy,
      String policyName,
      int level,
      Deed deed,
      @Nullable UserId owner,
      @Nullable UserId newOwner,
      Instant at)
      implements EscalationEvent {
    @Override
    public String type() {
      return "task.escalated.v1";
    }

    @Override
    public Subject subject() {
      return Task.subjectOf(task);
    }
  }

  /** Somebody sees to it, so its ladders stop. */
  record Acknowledged(TaskId task, UserId by) implements EscalationEvent {
    @Override
    public String type() {
      return "task.acknowledged.v1";
    }

    @Override
    public Subject subject() {
      return Task.subjectOf(task);
    }
  }

  /** A policy was rewritten, activated, paused or thrown away. */
  record PolicyChanged(EscalationPolicyId policy, boolean active) implements EscalationEvent {
    @Override
    public String type() {
      return "escalation.changed.v1";
    }

    @Override
    public Subject subject() {
      return EscalationPolicy.subjectOf(policy);
    }
  }
}
