package dev.kith.crm.application.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.access.Ownership;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.ManyChanges;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class TaskService implements Tasks {

  static final Permission CREATE = new Permission(Feature.TASK, Action.CREATE);

  private static final Changes.Kind<TaskId, Task> KIND =
      new Changes.Kind<>(Feature.TASK, Task.class, Task::subjectOf, Task::facts, Task::owner);

  private final Kernel kernel;
  private final Context context;
  private final Owners owners;
  private final Related related;
  private final Recurrences recurrences;
  private final Supplier<PoolAssigning> pools;
  private final TaskStore store;
  private final Changes<TaskId, Task> changes;

  TaskService(
      Kernel kernel,
      Context context,
      Owners owners,
      Related related,
      Recurrences recurrences,
      Supplier<PoolAssigning> pools) {
    this.pools = pools;
    this.kernel = kernel;
    this.context = context;
    this.related = related;
    this.recurrences = recurrences;
    this.owners = owners;
    this.store = kernel.storage().tasks();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(TaskDraft draft) {
    return draft.read(zone()).violations();
  }

  @Override
  public Outcome<Task> create(Create command) {
    return Permits.require(
        context.actor(),
        CREATE,
        () ->
            TaskRules.origin(command.origin())
                .then(origin ->
                    kernel
                        .transactions()
                        .run(() ->
                            made(origin.text()).orElseGet(() -> created(command, origin.text())))));
  }

  private Optional<Outcome<Task>> made(@Nullable String origin) {
    return Optional.ofNullable(origin).flatMap(store::ofOrigin).map(rules()::made);
  }

  private Outcome<Task> created(Create command, @Nullable String origin) {
    return changes.create(
        Action.CREATE, "task.create", command, () -> rules().birth(command, origin));
  }

  @Override
  public Outcome<Task> edit(TaskId id, Edit command) {
    return changes.change(
        id, Action.EDIT, "task.edit", command, task -> rules().edit(task, command));
  }

  @Override
  public Outcome<Task> endSeries(TaskId id) {
    return change(id, "task.end-series", "", task -> task.endSeries(kernel.now()));
  }

  @Override
  public Outcome<Task> assign(TaskId id, @Nullable UserId owner) {
    return changes.change(
        id,
        Action.ASSIGN,
        "task.assign",
        String.valueOf(owner),
        task -> rules().assign(task, owner));
  }

  @Override
  public Outcome<Task> assignFrom(TaskId id, AssignmentPoolId pool) {
    return pools
        .get()
        .assign(context, pool, new Assign(Task.subjectOf(id)))
        .map(made -> store.find(id).orElseThrow());
  }

  @Override
  public Outcome<Task> start(TaskId id) {
    return change(id, "task.start", "", task -> task.start(kernel.now()));
  }

  @Override
  public Outcome<Task> await(TaskId id, @Nullable String reason) {
    return change(
        id, "task.await", String.valueOf(reason), task -> task.await(reason, kernel.now()));
  }

  @Override
  public Outcome<Task> complete(TaskId id, @Nullable String outcome) {
    return change(
        id,
        "task.complete",
        String.valueOf(outcome),
        task -> task.complete(outcome, kernel.now()).then(change -> followed(task, change)));
  }

  @Override
  public Outcome<Task> cancel(TaskId id, @Nullable String reason) {
    return change(
        id,
        "task.cancel",
        String.valueOf(reason),
        task -> task.cancel(reason, kernel.now()).then(change -> followed(task, change)));
  }

  /**
   * Creates the next of the series, in the run in which this one ends: there are both or neither.
   * Who ends a task need not be allowed to create any; whoever made the series was.
   */
  private Outcome<Change<Task>> followed(Task ending, Change<Task> change) {
    return rules()
        .following(ending)
        .map(next -> {
          Context cause = context.further().causedBy("task/" + ending.id());
          return new Changes<>(KIND, store, kernel, cause)
              .createOwn("task.recur", "", () -> Outcome.done(next))
              .map(added -> change);
        })
        .orElseGet(() -> Outcome.done(change));
  }

  @Override
  public Outcome<Task> reopen(TaskId id) {
    return change(id, "task.reopen", "", task -> task.reopen(kernel.now()));
  }

  @Override
  public Outcome<Task> snooze(TaskId id, Instant until) {
    return change(id, "task.snooze", until, task -> task.snooze(until, kernel.now()));
  }

  @Override
  public Outcome<Task> delete(TaskId id) {
    return changes.change(
        id, Action.DELETE, "task.delete", "", task -> Outcome.done(task.delete(kernel.now())));
  }

  @Override
  public Outcome<Task> restore(TaskId id) {
    return changes.change(
        id, Action.DELETE, "task.restore", "", task -> Outcome.done(task.restore(kernel.now())));
  }

  private Outcome<Task> change(
      TaskId id, String intention, Object command, Function<Task, Outcome<Change<Task>>> decide) {
    return changes.change(id, Action.EDIT, intention, command, decide);
  }

  @Override
  public Outcome<List<Outcome<Task>>> batch(List<Step> steps, boolean atomic) {
    if (steps.size() > LARGEST_BATCH) {
      return Outcome.refused(
          Invalid.of(
              new Violation(
                  "", "too-many", "At most " + LARGEST_BATCH + " steps go into one batch.")));
    }
    return kernel
        .idempotency()
        .once(
            context,
            "task.batch " + atomic,
            steps,
            DoneBatch.class,
            () -> Outcome.done(new DoneBatch(done(steps, atomic))))
        .map(DoneBatch::outcomes);
  }

  /** What is kept under an idempotency key, of which the key must name a class. */
  record DoneBatch(List<Outcome<Task>> outcomes) {
    DoneBatch {
      outcomes = ImmutableList.copyOf(outcomes);
    }
  }

  private List<Outcome<Task>> done(List<Step> steps, boolean atomic) {
    Related.Seen seen =
        related.seen(steps.stream().flatMap(TaskService::about).distinct().toList(), context);
    Map<UserId, Boolean> known = new HashMap<>();
    Owners asked = user -> known.computeIfAbsent(user, owners::canOwn);
    TaskBatch batch = new TaskBatch(kernel, context, rules(asked, seen::live), pools.get(), steps);
    List<Outcome<Task>> outcomes = steps.stream().map(batch::take).toList();
    if (atomic && outcomes.stream().anyMatch(outcome -> outcome instanceof Outcome.Refused<Task>)) {
      return ManyChanges.noneDone(outcomes);
    }
    batch.save();
    return outcomes;
  }

  private static Stream<Subject> about(Step step) {
    TaskDraft draft =
        switch (step) {
          case Create create -> create.draft();
          case OnTask(var id, var version, Edit edit) -> edit.draft();
          case OnTask other -> null;
        };
    return Stream.ofNullable(draft == null ? null : draft.related());
  }

  private TaskRules rules() {
    return rules(owners, subject -> related.seen(List.of(subject), context).live(subject));
  }

  private TaskRules rules(Owners asked, Function<Subject, Outcome<Subject>> live) {
    return new TaskRules(
        kernel,
        context.actor(),
        zone(),
        recurrences,
        new Ownership(asked, context.actor(), Feature.TASK),
        live);
  }

  /** The zone of the business, for what is due without one. */
  private ZoneId zone() {
    return kernel.storage().businessCalendars().standard().hours().zone();
  }
}
