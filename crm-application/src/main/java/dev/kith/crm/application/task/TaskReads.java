package dev.kith.crm.application.task;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.task.TaskId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads tasks straight from where they are kept; what cannot be seen does not exist here. Views say
 * neither how the record that they are about is called nor whether they are overdue: who reads them
 * fills that in.
 */
public interface TaskReads {

  Optional<TaskView> find(TaskId id, Visibility visible);

  /**
   * A page of tasks; no filter names {@code overdue}. The search matches a task if each of its
   * fragments (separated by blanks) is found, without regard to case, in its subject or its notes.
   */
  Page<TaskView> page(ListQuery query, Visibility visible);

  /**
   * Every task that the query finds, in its order, whatever its limit and cursor: one state of the
   * data, a task at a time. No filter names {@code overdue}.
   */
  void each(ListQuery query, Visibility visible, Consumer<TaskView> consumer);

  /** The figures of all tasks of the slice that are visible, and those of each group of them. */
  TaskSlice.Tally tally(TaskSlice slice, Visibility visible);
}
