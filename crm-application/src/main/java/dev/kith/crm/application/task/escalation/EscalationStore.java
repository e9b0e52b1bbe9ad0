package dev.kith.crm.application.task.escalation;

import dev.kith.crm.application.job.Plans;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.Escalation;
import dev.kith.crm.domain.task.escalation.EscalationPolicyId;
import dev.kith.crm.domain.task.escalation.EscalationState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keeps where tasks stand on ladders, what was escalated of them, and what comes next. */
public interface EscalationStore extends Plans<EscalationStore.Planned> {

  /** That the next level of a policy comes for a task. */
  record Planned(TaskId task, EscalationPolicyId policy, Instant due) {}

  /** What is kept of these tasks; of which nothing is kept, it is left out. */
  Map<TaskId, EscalationState> states(Collection<TaskId> tasks);

  void save(TaskId task, EscalationState state);

  /** Everything that was escalated of these tasks, the earliest first. */
  Map<TaskId, List<Escalation>> escalations(Collection<TaskId> tasks);

  /** Once for each task, policy, level and beginning: adding a second is a fault. */
  void add(Escalation escalation);

  /**
   * Keeps these plans, in the place of all that are kept of these tasks. Nobody takes a plan of
   * theirs meanwhile.
   */
  void plan(Collection<TaskId> tasks, List<Planned> plans);

  /** How many open tasks each of these users has; who has none is left out. */
  Map<UserId, Long> openTasks(Collection<UserId> users);
}
