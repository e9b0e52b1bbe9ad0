package dev.kith.crm.http.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.application.task.TaskQueries;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.TimeZones;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.http.assignment.NewOwner;
import dev.kith.crm.http.audit.AuditJson;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.CsvRoute;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.RecordSteps;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/** Tasks over REST. */
public final class TaskRoutes {

  private static final String TAG = "Tasks";
  private static final int USUALLY_COMING = 10;
  private static final String[] ON_A_TASK = {"not-found", "forbidden", "task-deleted"};

  private static final RecordSteps<TaskId, Task> STEPS =
      new RecordSteps<>(
          "Task",
          "/tasks",
          TAG,
          TaskJson.TASK,
          List.of(ON_A_TASK),
          TaskRoutes::id,
          TaskRoutes::shown);

  private TaskRoutes() {}

  public static List<Route> all() {
    return ImmutableList.<Route>builder()
        .add(
            Route.get("/me/day", "getMyDay")
                .says(TAG, "What the caller has to do: overdue, today, and in the days to come")
                .query(
                    "zone",
                    Shape.text(1, 100),
                    "Whose clock says what today is; usually that of the default calendar")
                .answers(200, TaskJson.DAY, "Open tasks, by the day on which they are due")
                .refuses("forbidden")
                .handledBy(TaskRoutes::day),
            Route.post("/tasks", "createTask")
                .says(TAG, "Create a task")
                .body(TaskJson.CREATE, (call, body) -> problemsOf(call, body, false))
                .answers(201, TaskJson.TASK, "The new task, or that of the same origin")
                .refuses("invalid", "forbidden", "unknown-owner", "unknown-related")
                .handledBy(TaskRoutes::create),
            Route.get("/tasks", "listTasks")
                .says(TAG, "List, filter, search and sort tasks")
                .query(Lists.parameters(TaskFields.CATALOGUE))
                .answers(200, TaskJson.PAGE, "A page of tasks")
                .refuses("forbidden", "invalid")
                .handledBy(call ->
                    Lists.answer(
                        call,
                        call.workspace().taskQueries().fields(),
                        query -> call.workspace().taskQueries().list(query),
                        TaskJson::of)),
            CsvRoute.of(
                TAG,
                "tasks",
                "exportTasks",
                TaskFields.CATALOGUE,
                workspace -> workspace.taskQueries().fields(),
                Workspace::taskExport),
            TaskBatchRoutes.route(TAG),
            // Before one task: addresses are tried in order, and "metrics" would pass for an id.
            TaskMetricsRoutes.route(TAG),
            Route.get("/tasks/{id}", "getTask")
                .says(TAG, "Read a task")
                .answers(200, TaskJson.TASK, "The task")
                .refuses("not-found")
                .handledBy(call ->
                    call.workspace().taskQueries().get(id(call)).map(view -> reply(200, view))),
            Route.patch("/tasks/{id}", "editTask")
                .says(TAG, "Change fields of a task (JSON Merge Patch: null empties a field)")
                .body(TaskJson.EDIT, (call, body) -> problemsOf(call, body, true))
                .versioned()
                .answers(200, TaskJson.TASK, "The task as it is now")
                .refuses(ON_A_TASK)
                .refuses("invalid", "unknown-related")
                .handledBy(TaskRoutes::edit),
            Route.delete("/tasks/{id}", "deleteTask")
                .says(TAG, "Put a task into the bin")
                .versioned()
                .answers(200, TaskJson.TASK, "The task, with the moment of its deletion")
                .refuses("not-found", "forbidden")
                .handledBy(call -> shown(call, tasks(call).delete(id(call)))),
            Route.get("/tasks/{id}/reminders", "getTaskReminders")
                .says(TAG, "What becomes of the reminders of a task")
                .answers(200, ReminderJson.LIST, "Its reminders, and when each is told")
                .refuses("not-found")
                .handledBy(call ->
                    call.workspace()
                        .taskReminders()
                        .of(id(call))
                        .map(told -> Reply.json(200, ReminderJson.list(told)))),
            Route.post("/tasks:preview-recurrence", "previewTaskRecurrence")
                .says(TAG, "When a task that comes again would be due")
                .asking()
                .query("limit", Shape.whole(1, TaskQueries.MOST_COMING), "How many; usually 10")
                .body(RecurrenceJson.PREVIEW)
                .answers(200, RecurrenceJson.DATES, "The first dates")
                .refuses("invalid", "forbidden")
                .handledBy(TaskRoutes::preview),
            Route.get("/tasks/{id}/occurrences", "getTaskOccurrences")
                .says(TAG, "When a task that comes again is due after this time")
                .query("limit", Shape.whole(1, TaskQueries.MOST_COMING), "How many; usually 10")
                .answers(
                    200,
                    RecurrenceJson.DATES,
                    "The dates behind this one, as far as the rule tells today")
                .refuses("not-found")
                .handledBy(call ->
                    call.workspace()
                        .taskQueries()
                        .coming(id(call), call.number("limit", USUALLY_COMING))
                        .map(dates -> Reply.json(200, RecurrenceJson.dates(dates)))),
            AuditJson.sharedTimelineParameters(Route.get("/tasks/{id}/timeline", "getTaskTimeline"))
                .says(TAG, "Everything that happened to a task")
                .answers(200, AuditJson.SHARED_TIMELINE, "The entries, newest first")
                .refuses("not-found")
                .handledBy(call ->
                    AuditJson.sharedTimeline(
                        call,
                        (before, limit) ->
                            call.workspace().taskQueries().timeline(id(call), before, limit))))
        .addAll(actions())
        .build();
  }

  private static List<Route> actions() {
    return List.of(
        STEPS.step(
            "assign",
            "Give a task to a user, to nobody, or to somebody of a pool",
            TaskJson.ASSIGN,
            (call, id) ->
                NewOwner.give(
                    call,
                    owner -> tasks(call).assign(id, owner),
                    pool -> tasks(call).assignFrom(id, pool)),
            NewOwner.refusals()),
        STEPS.step(
            "start",
            "Start on a task",
            null,
            (call, id) -> tasks(call).start(id),
            "invalid-transition"),
        STEPS.step(
            "await",
            "Let a task wait for somebody else",
            TaskJson.REASON,
            (call, id) -> tasks(call).await(id, call.text("reason")),
            "invalid",
            "invalid-transition"),
        STEPS.step(
            "complete",
            "Say that a task is done, and how it went",
            TaskJson.OUTCOME,
            (call, id) -> tasks(call).complete(id, call.text("outcome")),
            "invalid",
            "invalid-transition"),
        STEPS.step(
            "cancel",
            "Say that nobody is going to do a task",
            TaskJson.REASON,
            (call, id) -> tasks(call).cancel(id, call.text("reason")),
            "invalid",
            "invalid-transition"),
        STEPS.step(
            "reopen",
            "Open a task again that was done or cancelled",
            null,
            (call, id) -> tasks(call).reopen(id),
            "invalid-transition"),
        STEPS.step(
            "end-series",
            "Let a task that comes again be the last of its series",
            null,
            (call, id) -> tasks(call).endSeries(id)),
        STEPS.step(
            "snooze",
            "Leave a task out of its owner's day until a moment",
            TaskJson.SNOOZE,
            (call, id) -> tasks(call).snooze(id, call.moment("until").orElseThrow()),
            "invalid",
            "invalid-transition"),
        STEPS.step(
            "restore", "Take a task out of the bin", null, (call, id) -> tasks(call).restore(id)));
  }

  private static Outcome<Reply> day(Call call) {
    ZoneId zone =
        call.query("zone")
            .map(name ->
                switch (TimeZones.parse(name)) {
                  case Outcome.Done<ZoneId>(var good) -> good;
                  case Outcome.Refused<ZoneId>(var refusal) ->
                      throw Problem.ofQuery(
                              refusal.violations().stream().map(v -> v.below("zone")).toList())
                          .asException();
                })
            .orElse(null);
    return call.workspace().taskQueries().day(zone).map(day -> Reply.json(200, TaskJson.of(day)));
  }

  private static Outcome<Reply> create(Call call) {
    JsonNode owner = call.body().get("owner");
    UserId whose =
        owner == null ? call.actor().id() : call.uuid("owner").map(UserId::new).orElse(null);
    return read(call, false)
        .then(draft -> tasks(call).create(new Tasks.Create(draft, whose, call.text("origin"))))
        .map(task ->
            reply(201, call.workspace().taskQueries().shown(task))
                .header("Location", call.link("/tasks/" + task.id())));
  }

  private static Outcome<Reply> edit(Call call) {
    return read(call, true)
        .then(draft ->
            shown(
                call,
                tasks(call)
                    .edit(
                        id(call),
                        new Tasks.Edit(
                            TaskJson.named(call.body()), draft, TaskJson.range(call.body())))));
  }

  private static Outcome<Reply> preview(Call call) {
    Checks checks = new Checks();
    DueDraft due = TaskJson.due(checks, call.body().path("due"));
    RecurrenceDraft recurrence = RecurrenceJson.read(checks, call.body().path("recurrence"));
    return checks
        .orRefuse(() -> Objects.requireNonNull(recurrence))
        .then(good ->
            call.workspace().taskQueries().preview(due, good, call.number("limit", USUALLY_COMING)))
        .map(dates -> Reply.json(200, RecurrenceJson.dates(dates)));
  }

  private static Outcome<TaskDraft> read(Call call, boolean edit) {
    Checks checks = new Checks();
    TaskDraft draft = TaskJson.read(checks, call.body());
    if (!checks.passed()) {
      checks.addAll(tasks(call).problemsOf(looked(draft, call.body(), edit)));
    }
    return checks.orRefuse(() -> draft);
  }

  private static List<Violation> problemsOf(Call call, JsonNode body, boolean edit) {
    Checks checks = new Checks();
    TaskDraft draft = TaskJson.read(checks, body);
    checks.addAll(tasks(call).problemsOf(looked(draft, body, edit)));
    return checks.violations();
  }

  /** Of an edit only what it names is looked at; what it leaves alone may well be there. */
  private static TaskDraft looked(TaskDraft draft, JsonNode body, boolean edit) {
    return edit
        ? TaskDraft.of("stays").due(DueDraft.on(LocalDate.EPOCH)).with(TaskJson.named(body), draft)
        : draft;
  }

  private static Outcome<Reply> shown(Call call, Outcome<Task> outcome) {
    return outcome.map(task -> reply(200, call.workspace().taskQueries().shown(task)));
  }

  private static Reply reply(int status, TaskView view) {
    return Reply.json(status, TaskJson.of(view)).version(view.revision().version());
  }

  private static Tasks tasks(Call call) {
    return call.workspace().tasks();
  }

  private static TaskId id(Call call) {
    return new TaskId(call.id("task"));
  }
}
