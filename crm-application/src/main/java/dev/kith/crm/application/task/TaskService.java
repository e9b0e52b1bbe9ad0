package dev.kith.crm.application.task;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.access.Ownership;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import dev.kith.crm.domain.task.OccurrenceRange;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskContent;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class TaskService implements Tasks {

  private static final Permission CREATE = new Permission(Feature.TASK, Action.CREATE);

  private static final Changes.Kind<TaskId, Task> KIND =
      new Changes.Kind<>(Feature.TASK, Task.class, Task::subjectOf, Task::facts, Task::owner);

  private final Kernel kernel;
  private final Context context;
  private final Related related;
  private final Recurrences recurrences;
  private final Ownership ownership;
  private final TaskStore store;
  private final Changes<TaskId, Task> changes;

  TaskService(
      Kernel kernel, Context context, Owners owners, Related related, Recurrences recurrences) {
    this.kernel = kernel;
    this.context = context;
    this.related = related;
    this.recurrences = recurrences;
    this.ownership = new Ownership(owners, context.actor(), Feature.TASK);
    this.store = kernel.storage().tasks();
    this.changes = new Changes<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(TaskDraft draft) {
    return draft.read(zone()) instanceof Outcome.Refused<TaskContent>(var refusal)
        ? refusal.violations()
        : List.of();
  }

  @Override
  public Outcome<Task> create(Create command) {
    return Permits.require(
        context.actor(),
        CREATE,
        () ->
            origin(command.origin())
                .then(origin ->
                    kernel
                        .transactions()
                        .run(() ->
                            made(origin.text()).orElseGet(() -> created(command, origin.text())))));
  }

  private Optional<Outcome<Task>> made(@Nullable String origin) {
    return Optional.ofNullable(origin).flatMap(store::ofOrigin).map(Outcome::done);
  }

  private Outcome<Task> created(Create command, @Nullable String origin) {
    return changes.create(
        Action.CREATE,
        "task.create",
        command,
        () ->
            content(command.draft())
                .then(content ->
                    ownership
                        .first(command.owner())
                        .map(owner ->
                            Task.create(
                                new TaskId(kernel.ids().next()),
                                content,
                                owner.id(),
                                origin,
                                kernel.now()))));
  }

  @Override
  public Outcome<Task> edit(TaskId id, Edit command) {
    return changes.change(
        id,
        Action.EDIT,
        "task.edit",
        command,
        task ->
            edited(task, command)
                .then(content -> task.edit(content, command.range(), kernel.now())));
  }

  /** What it is about already need not be there any more. */
  private Outcome<TaskContent> edited(Task task, Edit command) {
    TaskDraft draft = TaskDraft.of(task.content()).with(command.fields(), command.draft());
    return read(task, draft, command.range())
        .then(content ->
            Objects.equals(draft.related(), task.content().related())
                ? Outcome.done(content)
                : live(content));
  }

  /** Where its schedule begins anew, it begins on a day of its rule. */
  private Outcome<TaskContent> read(Task task, TaskDraft draft, OccurrenceRange range) {
    Outcome<TaskContent> plain = draft.read(zone());
    boolean begins =
        range == OccurrenceRange.THIS_AND_FUTURE
            && plain instanceof Outcome.Done<TaskContent>(var content)
            && task.beginsAnew(content);
    return begins ? draft.read(zone(), recurrences) : plain;
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
        task -> ownership.of(owner).then(good -> task.assign(owner, kernel.now())));
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
    return ending
        .next(new TaskId(kernel.ids().next()), recurrences, kernel.now())
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

  private Outcome<TaskContent> content(TaskDraft draft) {
    return draft.read(zone(), recurrences).then(this::live);
  }

  private Outcome<TaskContent> live(TaskContent content) {
    return content.related() == null
        ? Outcome.done(content)
        : related.live(content.related(), context).map(there -> content);
  }

  /** The zone of the business, for what is due without one. */
  private ZoneId zone() {
    return kernel.storage().businessCalendars().standard().hours().zone();
  }

  private record Origin(@Nullable String text) {}

  private static Outcome<Origin> origin(@Nullable String raw) {
    Checks checks = new Checks();
    String good = checks.text("origin", raw, Task.LONGEST_ORIGIN, false);
    return checks.orRefuse(() -> new Origin(good));
  }
}
