package dev.kith.crm.application.task;

import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.TaskId;
import java.util.List;
import java.util.UUID;

/** What was to be done about a record is to be done about the one it is merged into. */
record AttachedTasks(TaskStore store) implements Attached {

  @Override
  public String name() {
    return "task";
  }

  @Override
  public List<UUID> move(Subject from, Subject to) {
    return store.move(from, to).stream().map(TaskId::value).toList();
  }

  @Override
  public void moveBack(List<UUID> moved, Subject from, Subject to) {
    store.moveBack(moved.stream().map(TaskId::new).toList(), to, from);
  }
}
