package dev.kith.crm.application.task.escalation;

import static java.util.Comparator.comparing;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.task.escalation.EscalationStore.Planned;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskEvent;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.Escalation;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationState;
import dev.kith.crm.domain.task.escalation.Ladder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Works out where tasks stand on the ladders of active policies, and plans what comes next. A task
 * is planned for whenever something has happened to it, and all open ones when a policy or a
 * calendar has changed.
 */
final class Ladders {

  /** After these events a task may stand elsewhere. */
  static final Set<String> MOVING =
      Set.of(
          "task.created.v1",
          "task.edited.v1",
          "task.assigned.v1",
          "task.started.v1",
          "task.waiting.v1",
          "task.completed.v1",
          "task.cancelled.v1",
          "task.reopened.v1",
          "task.snoozed.v1",
          "task.deleted.v1",
          "task.restored.v1");

  /** So many tasks are planned for in one run of the job. */
  private static final int BATCH = 500;

  private final Kernel kernel;
  private final EscalationStore store;
  private final Runnable wake;

  /**
   * @param wake wakes whoever escalates what is planned
   */
  Ladders(Kernel kernel, Runnable wake) {
    this.kernel = kernel;
    this.store = kernel.storage().escalations();
    this.wake = wake;
  }

  EscalationState state(Task task) {
    return store.states(List.of(task.id())).getOrDefault(task.id(), EscalationState.NOTHING);
  }

  /** Those of all active policies, by their names. */
  List<Ladder> of(Task task) {
    return all(List.of(task), active()).getOrDefault(task.id(), List.of());
  }

  /** That of any policy. */
  Ladder of(EscalationPolicy policy, Task task) {
    return all(List.of(task), List.of(policy)).getOrDefault(task.id(), List.of()).getFirst();
  }

  private List<EscalationPolicy> active() {
    return kernel.storage().escalationPolicies().live().stream()
        .filter(EscalationPolicy::isActive)
        .sorted(comparing(EscalationPolicy::name).thenComparing(p -> p.id().toString()))
        .toList();
  }

  private Map<TaskId, List<Ladder>> all(Collection<Task> tasks, List<EscalationPolicy> policies) {
    List<TaskId> ids = tasks.stream().map(Task::id).toList();
    Map<TaskId, EscalationState> states = store.states(ids);
    Map<TaskId, List<Escalation>> done = store.escalations(ids);
    Hours hours = new Hours(kernel.storage().businessCalendars());
    Map<TaskId, List<Ladder>> ladders = new HashMap<>();
    for (Task task : tasks) {
      ladders.put(
          task.id(),
          policies.stream()
              .map(policy ->
                  Ladder.of(
                      policy,
                      hours.of(policy),
                      task,
                      states.getOrDefault(task.id(), EscalationState.NOTHING),
                      done.getOrDefault(task.id(), List.of())))
              .toList());
    }
    return ladders;
  }

  /** Plans the next level of each active policy for these tasks; who calls it has them locked. */
  void plan(Collection<Task> tasks) {
    List<Planned> plans = new ArrayList<>();
    List<EscalationPolicy> active = active();
    if (!active.isEmpty()) {
      all(tasks, active)
          .forEach((task, ladders) ->
              ladders.forEach(ladder ->
                  ladder
                      .next()
                      .ifPresent(step ->
                          plans.add(
                              new Planned(
                                  task,
                                  ladder.policy().id(),
                                  Objects.requireNonNull(step.moment()))))));
    }
    store.plan(tasks.stream().map(Task::id).toList(), plans);
    if (!plans.isEmpty()) {
      kernel.transactions().afterCommit(wake);
    }
  }

  /** Something has happened to a task; within the run of the event's delivery. */
  void note(EventEnvelope envelope) {
    if (!(envelope.event() instanceof TaskEvent event)) {
      return;
    }
    kernel
        .storage()
        .tasks()
        .lock(event.task())
        .ifPresent(task -> {
          EscalationState before = state(task);
          EscalationState next = noted(before, envelope, event);
          if (!next.equals(before)) {
            store.save(task.id(), next);
          }
          plan(List.of(task));
        });
  }

  private static EscalationState noted(
      EscalationState before, EventEnvelope envelope, TaskEvent event) {
    String cause = envelope.cause();
    boolean own = cause != null && cause.startsWith(Escalating.CAUSE);
    EscalationState touched = own ? before : before.touched(envelope.at());
    return switch (event) {
      case TaskEvent.WaitingBegun begun -> touched.waiting(envelope.at());
      case TaskEvent.Started begun -> touched.goingOn(envelope.at());
      case TaskEvent.Completed ended -> touched.goingOn(envelope.at());
      case TaskEvent.Cancelled ended -> touched.goingOn(envelope.at());
      default -> touched;
    };
  }

  /** Plans for all open tasks; the job can be done again from the beginning at any time. */
  void planAll(JobRun run) {
    TaskId after = null;
    long done = 0;
    while (!run.isCancelled()) {
      TaskId last = after;
      List<Task> tasks =
          run.<List<Task>>write(
                  () -> {
                    List<Task> open = kernel.storage().tasks().lockOpen(last, BATCH);
                    plan(open);
                    return Outcome.done(open);
                  })
              .orElseThrow();
      done += tasks.size();
      if (tasks.size() < BATCH) {
        run.finish(() -> Outcome.done("")).orElseThrow();
        return;
      }
      after = tasks.getLast().id();
      run.progress(done, null, "");
    }
  }
}
