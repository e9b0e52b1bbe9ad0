package dev.kith.crm.domain.task;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to tasks. */
public sealed interface TaskEvent extends DomainEvent {

  TaskId task();

  @Override
  default Subject subject() {
    return Task.subjectOf(task());
  }

  record Created(
      TaskId task,
      TaskType taskType,
      @Nullable Subject related,
      @Nullable UserId owner,
      @Nullable Due due)
      implements TaskEvent {
    @Override
    public String type() {
      return "task.created.v1";
    }
  }

  /**
   * @param changed names of the fields that are different now, as in the API
   */
  record Edited(TaskId task, List<String> changed) implements TaskEvent {
    public Edited {
      changed = ImmutableList.copyOf(changed);
    }

    @Override
    public String type() {
      return "task.edited.v1";
    }
  }

  record Assigned(TaskId task, @Nullable UserId from, @Nullable UserId to) implements TaskEvent {
    @Override
    public String type() {
      return "task.assigned.v1";
    }
  }

  record Started(TaskId task) implements TaskEvent {
    @Override
    public String type() {
      return "task.started.v1";
    }
  }

  record WaitingBegun(TaskId task) implements TaskEvent {
    @Override
    public String type() {
      return "task.waiting.v1";
    }
  }

  /**
   * @param related the record that it was about
   * @param onTime whether it was not overdue; true for one that was not due at all
   */
  record Completed(
      TaskId task,
      TaskType taskType,
      @Nullable Subject related,
      @Nullable UserId owner,
      @Nullable String outcome,
      boolean onTime)
      implements TaskEvent {
    @Override
    public String type() {
      return "task.completed.v1";
    }
  }

  record Cancelled(TaskId task) implements TaskEvent {
    @Override
    public String type() {
      return "task.cancelled.v1";
    }
  }

  /**
   * @param outcome how it had gone, or why nobody was going to do it
   */
  record Reopened(TaskId task, @Nullable String outcome) implements TaskEvent {
    @Override
    public String type() {
      return "task.reopened.v1";
    }

    @Override
    public Map<String, String> remarks() {
      return outcome == null ? Map.of() : ImmutableMap.of("outcome until now", outcome);
    }
  }

  record Snoozed(TaskId task, Instant until) implements TaskEvent {
    @Override
    public String type() {
      return "task.snoozed.v1";
    }
  }

  /**
   * It was time to remind of it.
   *
   * @param owner whom; null where nobody has the task
   * @param at for which moment
   */
  record Reminded(TaskId task, @Nullable UserId owner, Reminder reminder, Instant at)
      implements TaskEvent {
    @Override
    public String type() {
      return "task.reminded.v1";
    }
  }

  record Deleted(TaskId task) implements TaskEvent {
    @Override
    public String type() {
      return "task.deleted.v1";
    }
  }

  record Restored(TaskId task) implements TaskEvent {
    @Override
    public String type() {
      return "task.restored.v1";
    }
  }
}
