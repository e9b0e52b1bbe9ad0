package dev.kith.crm.application.task.automation;

import com.google.common.base.Ascii;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.assignment.PoolAssigning.Wanted;
import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.ActionKind.OneOf;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.ActionRun;
import dev.kith.crm.application.task.TaskFeature;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What rules can do with tasks: create one about the record. */
public final class TaskActions {

  private TaskActions() {}

  public static List<ActionKind> all(TaskFeature tasks, PoolAssigning pools) {
    return List.of(
        new ActionKind(
            "task.create",
            "Create a task",
            Set.of("lead"),
            List.of(
                Parameter.required("subject", "What is to be done", Parameter.Type.TEXT),
                Parameter.optional("notes", "Notes", Parameter.Type.LINES),
                new Parameter(
                    "type",
                    "Type",
                    Parameter.Type.CHOICE,
                    false,
                    TaskType.USUAL.stream().map(TaskType::code).toList()),
                new Parameter(
                    "priority",
                    "Priority",
                    Parameter.Type.CHOICE,
                    false,
                    Arrays.stream(Priority.values()).map(Enum::name).toList()),
                Parameter.optional(
                    "owner", "Whose task; otherwise the owner's", Parameter.Type.USER),
                Parameter.optional("pool", "Or of somebody of the pool", Parameter.Type.POOL),
                Parameter.optional("due", "Due after", Parameter.Type.DURATION)),
            new OneOf(List.of("owner", "pool"), false),
            Set.of("task.created.v1"),
            run -> create(tasks, pools, run)));
  }

  private static Outcome<String> create(TaskFeature tasks, PoolAssigning pools, ActionRun run) {
    TaskDraft draft = draft(run);
    Tasks port = tasks.tasks(run.context());
    String done = "The task \"" + draft.subject() + "\" was created.";
    return run.said("pool") == null
        ? port.create(new Create(draft, owner(run), run.once())).map(task -> done)
        : pools
            .give(
                run.context(),
                new AssignmentPoolId(run.id("pool")),
                new Wanted(run.record(), Action.VIEW, "task", null, run.once() + "/pool"),
                user -> port.create(new Create(draft, user, run.once())).map(Task::subject))
            .map(assignment -> done + " " + assignment.choice().how().words());
  }

  private static TaskDraft draft(ActionRun run) {
    String priority = run.said("priority");
    return new TaskDraft(
        run.said("type"),
        Ascii.truncate(run.text("subject"), TaskDraft.LONGEST_SUBJECT, "…"),
        run.said("notes") == null
            ? null
            : Ascii.truncate(run.text("notes"), TaskDraft.LONGEST_NOTES, "…"),
        priority == null ? null : Priority.valueOf(priority),
        run.record(),
        run.said("due") == null
            ? DueDraft.NONE
            : new DueDraft(run.now().plus(run.duration("due")), null, null),
        List.of(),
        List.of(),
        null);
  }

  private static @Nullable UserId owner(ActionRun run) {
    return run.said("owner") == null ? run.owner() : run.user("owner");
  }
}
