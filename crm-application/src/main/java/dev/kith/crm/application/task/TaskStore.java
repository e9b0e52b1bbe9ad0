package dev.kith.crm.application.task;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tasks. No two have the same {@link Task#origin()}: adding a second makes the run repeat, by
 * a {@link dev.kith.crm.application.kernel.ConcurrentChangeException}; ask {@link #ofOrigin} first.
 */
public interface TaskStore extends AggregateStore<TaskId, Task> {

  /** The task; nobody else changes or locks it until the current run has ended. */
  Optional<Task> lock(TaskId id);

  /**
   * Open tasks by id, locked in the same way; deleted ones are left out.
   *
   * @param after only tasks behind this one; null from the beginning
   */
  List<Task> lockOpen(@Nullable TaskId after, int limit);

  /** Those of these tasks that there are, deleted ones included, locked in the same way. */
  List<Task> lockAll(Collection<TaskId> ids);

  /** Adds many new tasks at once; as {@link #add}. */
  void addAll(List<Task> tasks);

  /**
   * Replaces many tasks at once, each of which is stored one version below.
   *
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if one is not: the run is
   *     then undone and repeated
   */
  void updateAll(List<Task> tasks);

  /** The tasks that were made by any of these, deleted ones included, in any order. */
  List<Task> ofOrigins(Collection<String> origins);

  /** The task that was made by this, a deleted one included. */
  Optional<Task> ofOrigin(String origin);

  /**
   * Lets every task about one record be about another, deleted ones included; each is at its next
   * version then.
   *
   * @return their ids
   */
  List<TaskId> move(Subject from, Subject to);

  /** Lets those of these tasks that are about one record be about another, in the same way. */
  void moveBack(Collection<TaskId> tasks, Subject from, Subject to);
}
