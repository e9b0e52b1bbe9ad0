package dev.kith.crm.application.task;

import dev.kith.crm.application.access.Ownership;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.application.task.Tasks.Deed;
import dev.kith.crm.application.task.Tasks.Edit;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import dev.kith.crm.domain.task.OccurrenceRange;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskContent;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of tasks by what is asked for, whether of one or of many.
 *
 * @param zone that of the business, for what is due without one
 * @param live goes on with what a task is to be about, if it can be
 */
record TaskRules(
    Kernel kernel,
    Actor actor,
    ZoneId zone,
    Recurrences recurrences,
    Ownership ownership,
    Function<Subject, Outcome<Subject>> live) {

  /** What makes a task; nothing where a person does. */
  record Origin(@Nullable String text) {}

  static Outcome<Origin> origin(@Nullable String raw) {
    Checks checks = new Checks();
    String good = checks.text("origin", raw, Task.LONGEST_ORIGIN, false);
    return checks.orRefuse(() -> new Origin(good));
  }

  /** A task of the same origin that is there already, for whoever may see it. */
  Outcome<Task> made(Task there) {
    return Visibility.of(actor, TaskQueryService.VIEW).reaches(there.owner())
        ? Outcome.done(there)
        : Outcome.refused(
            new Forbidden(
                TaskQueryService.VIEW.code(),
                "There is a task of this origin already, which you cannot see."));
  }

  Outcome<Change<Task>> birth(Create command, @Nullable String origin) {
    return content(command.draft())
        .then(content ->
            ownership
                .first(command.owner())
                .map(owner ->
                    Task.create(
                        new TaskId(kernel.ids().next()),
                        content,
                        owner.id(),
                        origin,
                        kernel.now())));
  }

  Outcome<Change<Task>> edit(Task task, Edit command) {
    TaskDraft draft = TaskDraft.of(task.content()).with(command.fields(), command.draft());
    return read(task, draft, command.range())
        .then(content ->
            // What it is about already need not be there any more.
            Objects.equals(draft.related(), task.content().related())
                ? Outcome.done(content)
                : live(content))
        .then(content -> task.edit(content, command.range(), kernel.now()));
  }

  /** Where its schedule begins anew, it begins on a day of its rule. */
  private Outcome<TaskContent> read(Task task, TaskDraft draft, OccurrenceRange range) {
    Outcome<TaskContent> plain = draft.read(zone);
    boolean begins =
        range == OccurrenceRange.THIS_AND_FUTURE
            && plain instanceof Outcome.Done<TaskContent>(var content)
            && task.beginsAnew(content);
    return begins ? draft.read(zone, recurrences) : plain;
  }

  /** The next of its series, where this one ends; in the run in which it does. */
  Optional<Change<Task>> following(Task ending) {
    return ending.next(new TaskId(kernel.ids().next()), recurrences, kernel.now());
  }

  Outcome<Change<Task>> assign(Task task, @Nullable UserId owner) {
    return ownership.of(owner).then(good -> task.assign(owner, kernel.now()));
  }

  /** Gives a task to somebody of a pool. */
  @FunctionalInterface
  interface Sharing {
    Outcome<Change<Task>> from(AssignmentPoolId pool, Task task);
  }

  Outcome<Change<Task>> decide(Task task, Deed deed, Sharing sharing) {
    return switch (deed) {
      case Edit edit -> edit(task, edit);
      case Deed.Assign(var owner) -> assign(task, owner);
      case Deed.AssignFrom(var pool) -> sharing.from(pool, task);
      case Deed.Complete(var outcome) -> task.complete(outcome, kernel.now());
      case Deed.Cancel(var reason) -> task.cancel(reason, kernel.now());
    };
  }

  /** What the deed needs, and how it is called in the audit trail. */
  static Action needed(Deed deed) {
    return switch (deed) {
      case Deed.Assign assign -> Action.ASSIGN;
      case Deed.AssignFrom assign -> Action.ASSIGN;
      case Edit edit -> Action.EDIT;
      case Deed.Complete complete -> Action.EDIT;
      case Deed.Cancel cancel -> Action.EDIT;
    };
  }

  static String intention(Deed deed) {
    return switch (deed) {
      case Edit edit -> "task.edit";
      case Deed.Assign assign -> "task.assign";
      case Deed.AssignFrom assign -> "task.assign";
      case Deed.Complete complete -> "task.complete";
      case Deed.Cancel cancel -> "task.cancel";
    };
  }

  private Outcome<TaskContent> content(TaskDraft draft) {
    return draft.read(zone, recurrences).then(this::live);
  }

  private Outcome<TaskContent> live(TaskContent content) {
    return content.related() == null
        ? Outcome.done(content)
        : live.apply(content.related()).map(there -> content);
  }
}
