package dev.kith.crm.application.task.escalation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.task.TaskQueries;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.TaskRefusal;
import dev.kith.crm.domain.task.escalation.Escalation;
import dev.kith.crm.domain.task.escalation.EscalationEvent;
import dev.kith.crm.domain.task.escalation.Ladder;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class TaskEscalationService implements TaskEscalations {

  private final Kernel kernel;
  private final Context context;
  private final TaskQueries tasks;
  private final Ladders ladders;
  private final EscalationStore store;

  TaskEscalationService(Kernel kernel, Context context, TaskQueries tasks, Ladders ladders) {
    this.kernel = kernel;
    this.context = context;
    this.tasks = tasks;
    this.ladders = ladders;
    this.store = kernel.storage().escalations();
  }

  @Override
  public Outcome<OfTask> of(TaskId id) {
    return tasks
        .get(id)
        .map(seen -> standing(kernel.storage().tasks().find(seen.id()).orElseThrow()));
  }

  private OfTask standing(Task task) {
    return new OfTask(
        ladders.of(task).stream().filter(ladder -> ladder.fit() == Ladder.Fit.APPLIES).toList(),
        store.escalations(List.of(task.id())).getOrDefault(task.id(), List.of()).stream()
            .collect(toImmutableList())
            .reverse(),
        ladders.state(task).acknowledged());
  }

  @Override
  public Outcome<Task> acknowledge(TaskId id) {
    return kernel
        .idempotency()
        .once(
            context,
            "task.acknowledge " + Task.subjectOf(id),
            "",
            Task.class,
            () ->
                kernel
                    .storage()
                    .tasks()
                    .lock(id)
                    .map(this::acknowledged)
                    .orElseGet(() -> Outcome.refused(NotFound.of("task", id.value()))));
  }

  private Outcome<Task> acknowledged(Task task) {
    return Permits.requireOn(
        context.actor(),
        Feature.TASK,
        Action.EDIT,
        task.subject(),
        task.owner(),
        () -> {
          if (task.revision().isDeleted()) {
            return Outcome.refused(new TaskRefusal.TaskDeleted(task.id().value()));
          }
          if (!task.status().name().isOpen()) {
            return Outcome.refused(
                new InvalidTransition(
                    "task",
                    task.status().name().name(),
                    "ACKNOWLEDGED",
                    task.status().next().stream().map(Enum::name).toList()));
          }
          acknowledge(task, kernel.now());
          return Outcome.done(task);
        });
  }

  private void acknowledge(Task task, Instant now) {
    store.save(task.id(), ladders.state(task).acknowledgedBy(context.actor().name(), task, now));
    kernel.auditing().record(context, task.subject(), "task.acknowledge", List.of(), now);
    kernel
        .announcing()
        .append(
            context,
            List.of(new EscalationEvent.Acknowledged(task.id(), context.actor().id())),
            task.revision().seen(now));
    ladders.plan(List.of(task));
  }

  @Override
  public Map<TaskId, Escalation> last(Collection<TaskView> seen) {
    Map<TaskId, Escalation> last = new HashMap<>();
    store
        .escalations(seen.stream().map(TaskView::id).toList())
        .forEach((task, all) -> last.put(task, all.getLast()));
    return last;
  }
}
