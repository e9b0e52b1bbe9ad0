package dev.kith.crm.application.task.reminder;

import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.Reminder;
import dev.kith.crm.domain.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the reminders of tasks; they are set with the task itself. Each can be refused
 * with {@code forbidden} or {@code not-found}, and needs {@code task:view}.
 */
public interface TaskReminders {

  /** What a reminder waits for. */
  enum State {
    /** It is told at its moment. */
    PLANNED,
    /** It has been told, and is not told again unless the task moves to a later date. */
    TOLD,
    /** It is not told: the task has ended, or lies in the bin. */
    OFF
  }

  /**
   * A reminder of a task, as the task is now.
   *
   * @param moment when it is to be told, or was to be; null if the task is no longer due
   * @param toldAt when it was last told; null if it never was
   */
  record Told(Reminder reminder, State state, @Nullable Instant moment, @Nullable Instant toldAt) {}

  /** The reminders of a task, in the order of their moments. */
  Outcome<List<Told>> of(TaskId task);

  /**
   * When these tasks were last reminded of; those that never were are left out. One question,
   * however many tasks.
   *
   * @param seen tasks that the actor has read
   */
  Map<TaskId, Instant> lastTold(Collection<TaskView> seen);
}
