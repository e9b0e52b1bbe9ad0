package dev.kith.crm.application.task.automation;

import com.google.common.base.Ascii;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.assignment.PoolAssigning.Wanted;
import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.ActionKind.OneOf;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.ActionRun;
import dev.kith.crm.application.automation.Days;
import dev.kith.crm.application.task.TaskFeature;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Recurrence.Basis;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What rules can do with tasks: create one about the record. */
public final class TaskActions {

  private static final String POOL = "pool";
  private static final String RULE = "recurrence";
  private static final String FROM = "recurrenceFrom";
  private static final String EXCEPT = "recurrenceExcept";

  private TaskActions() {}

  public static List<ActionKind> all(TaskFeature tasks, PoolAssigning pools) {
    return List.of(
        new ActionKind(
                "task.create",
                "Create a task",
                Set.of("lead", "account", "contact", "opportunity"),
                parameters(),
                new OneOf(List.of("owner", POOL), false),
                Set.of("task.created.v1"),
                run -> create(tasks, pools, run))
            .checked((record, said, now) -> problems(tasks, said, now)));
  }

  private static List<Parameter> parameters() {
    return List.of(
        Parameter.required("subject", "What is to be done", Parameter.Type.TEXT),
        Parameter.optional("notes", "Notes", Parameter.Type.LINES),
        choice("type", "Type", TaskType.USUAL.stream().map(TaskType::code)),
        choice("priority", "Priority", names(Priority.values())),
        Parameter.optional("owner", "Whose task; otherwise the owner's", Parameter.Type.USER),
        Parameter.optional(POOL, "Or of somebody of the pool", Parameter.Type.POOL),
        Parameter.optional("due", "Due after", Parameter.Type.DURATION),
        Parameter.optional(RULE, "Comes again by the rule", Parameter.Type.RECURRENCE),
        choice(FROM, "Counted from; otherwise the schedule", names(Basis.values())),
        Parameter.optional(EXCEPT, "But not on the days", Parameter.Type.DAYS));
  }

  private static Parameter choice(String name, String label, Stream<String> choices) {
    return new Parameter(name, label, Parameter.Type.CHOICE, false, choices.toList());
  }

  private static Stream<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name);
  }

  /** What is wrong with how it is to come again. */
  private static List<Violation> problems(
      TaskFeature tasks, Map<String, String> said, Instant now) {
    Checks checks = new Checks();
    if (!said.containsKey(RULE)) {
      Stream.of(FROM, EXCEPT)
          .filter(said::containsKey)
          .forEach(name ->
              checks.add(name, "needs-rule", "Say by which rule the task comes again, too."));
      return checks.violations();
    }
    Duration after = said.containsKey("due") ? Duration.parse(said.get("due")) : Duration.ZERO;
    if (tasks.beginning(recurrence(said), now.plus(after))
        instanceof Outcome.Refused<DueDraft>(var refusal)) {
      refusal
          .violations()
          .forEach(v ->
              checks.add(v.pointer().endsWith("/except") ? EXCEPT : RULE, v.code(), v.message()));
    }
    return checks.violations();
  }

  private static RecurrenceDraft recurrence(Map<String, String> said) {
    String from = said.getOrDefault(FROM, "");
    return new RecurrenceDraft(
        said.getOrDefault(RULE, ""),
        from.isBlank() ? null : Basis.valueOf(from),
        Days.read(said.getOrDefault(EXCEPT, "")).orElseGet(List::of));
  }

  private static Outcome<String> create(TaskFeature tasks, PoolAssigning pools, ActionRun run) {
    return draft(tasks, run).then(draft -> create(tasks, pools, run, draft));
  }

  private static Outcome<String> create(
      TaskFeature tasks, PoolAssigning pools, ActionRun run, TaskDraft draft) {
    Tasks port = tasks.tasks(run.context());
    String done = "The task \"" + draft.subject() + "\" was created.";
    return run.said(POOL) == null
        ? port.create(new Create(draft, owner(run), run.once())).map(task -> done)
        : pools
            .give(
                run.context(),
                new AssignmentPoolId(run.id(POOL)),
                new Wanted(run.record(), Action.VIEW, "task", null, run.once() + "/pool"),
                user -> port.create(new Create(draft, user, run.once())).map(Task::subject))
            .map(assignment -> done + " " + assignment.choice().how().words());
  }

  /** A task that comes again is due on days; its first is one of its rule. */
  private static Outcome<TaskDraft> draft(TaskFeature tasks, ActionRun run) {
    Instant due = run.said("due") == null ? null : run.now().plus(run.duration("due"));
    if (run.said(RULE) == null) {
      return Outcome.done(draft(run, due == null ? DueDraft.NONE : new DueDraft(due, null, null)));
    }
    RecurrenceDraft recurrence = recurrence(run.parameters());
    return tasks
        .beginning(recurrence, due == null ? run.now() : due)
        .map(first -> draft(run, first).recurring(recurrence));
  }

  private static TaskDraft draft(ActionRun run, DueDraft due) {
    String priority = run.said("priority");
    return new TaskDraft(
        run.said("type"),
        Ascii.truncate(run.text("subject"), TaskDraft.LONGEST_SUBJECT, "…"),
        run.said("notes") == null
            ? null
            : Ascii.truncate(run.text("notes"), TaskDraft.LONGEST_NOTES, "…"),
        priority == null ? null : Priority.valueOf(priority),
        run.record(),
        due,
        List.of(),
        List.of(),
        null);
  }

  private static @Nullable UserId owner(ActionRun run) {
    return run.said("owner") == null ? run.owner() : run.user("owner");
  }
}
