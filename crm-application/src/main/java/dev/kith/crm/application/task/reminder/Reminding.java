package dev.kith.crm.application.task.reminder;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.PlannedWork;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.application.notification.Audience;
import dev.kith.crm.application.notification.Notifier;
import dev.kith.crm.application.task.TaskStore;
import dev.kith.crm.application.task.reminder.ReminderStore.Planned;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.task.ReminderState;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Plans the reminders of a task whenever something has happened to it, and tells each at its
 * moment. What counts is always the task as it is then: a plan that no longer fits it is dropped.
 */
final class Reminding {

  /** After these events the reminders of a task may have other moments, or none. */
  static final Set<String> MOVING =
      Set.of(
          "task.created.v1",
          "task.edited.v1",
          "task.completed.v1",
          "task.cancelled.v1",
          "task.reopened.v1",
          "task.deleted.v1",
          "task.restored.v1");

  private static final String TOPIC = "task.reminded";

  private static final PlannedWork.Kind<Planned> KIND =
      new PlannedWork.Kind<>(
          "task.remind-again",
          "A reminder of a task was given up",
          planned -> Task.subjectOf(planned.task()));

  private final Kernel kernel;
  private final TaskStore tasks;
  private final ReminderStore store;
  private final Notifier notifier;
  private final Runnable wake;
  private final PlannedWork<Planned> work;

  /**
   * @param wake wakes whoever does the {@link #work}
   */
  Reminding(Kernel kernel, Notifier notifier, JobFeature jobs, Runnable wake) {
    this.kernel = kernel;
    this.tasks = kernel.storage().tasks();
    this.store = kernel.storage().reminders();
    this.notifier = notifier;
    this.wake = wake;
    this.work = new PlannedWork<>(kernel, jobs, KIND, store, this::tell);
  }

  /** Within the run of the event's delivery. */
  void plan(EventEnvelope envelope) {
    if (envelope.event() instanceof TaskEvent event) {
      tasks.find(event.task()).ifPresent(task -> plan(task, envelope.at()));
    }
  }

  private void plan(Task task, Instant at) {
    List<ReminderState> before = store.lock(task.id());
    List<ReminderState> next = ReminderState.plan(task, before, at);
    if (!Set.copyOf(next).equals(Set.copyOf(before))) {
      store.replace(task.id(), next);
      kernel.transactions().afterCommit(wake);
    }
  }

  WorkLoop.Work work() {
    return work;
  }

  private void tell(Planned planned) {
    ReminderState state = planned.state();
    tasks
        .find(planned.task())
        .filter(task -> task.content().reminders().contains(state.reminder()))
        .filter(task -> Objects.equals(state.momentOf(task), state.due()))
        .ifPresent(task -> tell(task, state));
  }

  private void tell(Task task, ReminderState state) {
    Instant now = kernel.now();
    Instant moment = Objects.requireNonNull(state.due());
    Context context = Context.of(Actor.SYSTEM).causedBy("reminder");
    store.update(new Planned(task.id(), state.told(now)));
    kernel
        .announcing()
        .append(
            context,
            List.of(new TaskEvent.Reminded(task.id(), task.owner(), state.reminder(), moment)),
            task.revision().seen(now));
    if (task.owner() != null) {
      notifier.tell(
          Audience.of(task.owner()),
          new Message(
              TOPIC + "/" + task.id() + "/" + state.reminder().code() + "/" + moment,
              TOPIC,
              "Reminder: " + task.content().subject(),
              null,
              task.subject(),
              context.cause()));
    }
  }
}
