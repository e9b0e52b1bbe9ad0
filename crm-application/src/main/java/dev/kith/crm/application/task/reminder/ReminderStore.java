package dev.kith.crm.application.task.reminder;

import dev.kith.crm.application.job.Plans;
import dev.kith.crm.domain.task.ReminderState;
import dev.kith.crm.domain.task.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keeps which reminders of tasks are to be told when, and which have been. */
public interface ReminderStore extends Plans<ReminderStore.Planned> {

  /**
   * A reminder whose moment has come.
   *
   * @param state as it was when it was taken: its moment stands in {@link ReminderState#due()}
   */
  record Planned(TaskId task, ReminderState state) {}

  /** What is kept of these tasks, in any order; tasks of which nothing is kept are left out. */
  Map<TaskId, List<ReminderState>> of(Collection<TaskId> tasks);

  /** What is kept of a task; nobody takes or saves any of it until the current run has ended. */
  List<ReminderState> lock(TaskId task);

  /** Keeps these reminders of a task, in the place of all that are kept of it. */
  void replace(TaskId task, List<ReminderState> states);

  /** Keeps what has become of a reminder that was taken. */
  void update(Planned taken);
}
