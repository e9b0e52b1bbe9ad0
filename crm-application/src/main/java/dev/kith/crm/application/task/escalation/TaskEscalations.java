package dev.kith.crm.application.task.escalation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.Escalation;
import dev.kith.crm.domain.task.escalation.EscalationState.Acknowledgement;
import dev.kith.crm.domain.task.escalation.Ladder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks stand on the ladders of active policies. Each can be refused with {@code forbidden}
 * or {@code not-found}; looking needs {@code task:view}.
 */
public interface TaskEscalations {

  /**
   * @param ladders of the active policies that are for the task, by the name of the policy
   * @param history everything that was escalated of it, the latest first
   * @param acknowledged when somebody last said that they see to it; null if nobody has
   */
  record OfTask(
      List<Ladder> ladders, List<Escalation> history, @Nullable Acknowledgement acknowledged) {
    public OfTask {
      ladders = ImmutableList.copyOf(ladders);
      history = ImmutableList.copyOf(history);
    }
  }

  Outcome<OfTask> of(TaskId task);

  /**
   * The actor sees to it: the ladders of the task stop, until they begin anew, be it that the task
   * moves to another date. Needs {@code task:edit}. Refused with {@code task-deleted}, and with
   * {@code invalid-transition} for a task that has ended.
   */
  Outcome<Task> acknowledge(TaskId task);

  /**
   * The last escalation of each of these tasks; of those that never were, there is none. One
   * question, however many tasks.
   *
   * @param seen tasks that the actor has read
   */
  Map<TaskId, Escalation> last(Collection<TaskView> seen);
}
