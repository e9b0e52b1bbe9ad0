package dev.kith.crm.http.task;

import com.google.common.base.Splitter;
import com.google.common.collect.Sets;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.task.TaskQueries;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.application.task.escalation.TaskEscalations.OfTask;
import dev.kith.crm.application.task.reminder.TaskReminders.Told;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.ChecklistItem;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskField;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.pages.CsvDownload;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The day of somebody, the list of tasks, and the page of each. */
public final class TaskPages {

  private static final int PAGE = 50;
  private static final int HISTORY = 100;
  private static final Set<Action> ACTS = Sets.immutableEnumSet(Action.EDIT, Action.ASSIGN);
  private static final int COMING = 5;
  private static final String EXPORTED =
      "subject,type,status,statusSince,priority,dueBy,dueOn,overdue,relatedType,relatedName,"
          + "ownerName,recurring,snoozedUntil,createdAt,updatedAt,id";

  private TaskPages() {}

  public static void addTo(PageRoutes routes) {
    routes.get("/day", TaskPages::day);
    routes.get("/tasks", TaskPages::list);
    routes.get("/tasks/export.csv", TaskPages::export);
    routes.post("/tasks/many", TaskPages::many);
    // Before the pages of one task: addresses are tried in order, and words would pass for ids.
    TaskForms.addTo(routes);
    TaskMetricsPages.addTo(routes);
    routes.get(
        "/tasks/{id}", visit -> onTask(visit, task -> show(visit, 200, task, Problems.NONE)));
    step(routes, "start", Notice.TASK_MOVED, (visit, id) -> tasks(visit).start(id));
    step(
        routes,
        "await",
        Notice.TASK_MOVED,
        (visit, id) -> tasks(visit).await(id, visit.form("reason")));
    step(
        routes,
        "complete",
        Notice.TASK_COMPLETED,
        (visit, id) -> tasks(visit).complete(id, visit.form("outcome")));
    step(
        routes,
        "cancel",
        Notice.TASK_CANCELLED,
        (visit, id) -> tasks(visit).cancel(id, visit.form("reason")));
    step(routes, "end-series", Notice.TASK_SERIES_ENDED, (visit, id) -> tasks(visit).endSeries(id));
    step(routes, "reopen", Notice.TASK_REOPENED, (visit, id) -> tasks(visit).reopen(id));
    step(routes, "delete", Notice.TASK_DELETED, (visit, id) -> tasks(visit).delete(id));
    step(routes, "restore", Notice.TASK_RESTORED, (visit, id) -> tasks(visit).restore(id));
    step(routes, "assign", visit -> Sharing.notice(visit, Notice.TASK_ASSIGNED), TaskPages::assign);
    step(routes, "snooze", Notice.TASK_SNOOZED, TaskPages::snooze);
    step(
        routes,
        "acknowledge",
        Notice.TASK_ACKNOWLEDGED,
        (visit, id) -> visit.crm().taskEscalations().acknowledge(id));
    step(routes, "tick", Notice.TASK_SAVED, TaskPages::tick);
  }

  private static void step(
      PageRoutes routes, String name, Notice done, BiFunction<Visit, TaskId, Outcome<Task>> act) {
    step(routes, name, visit -> done, act);
  }

  private static void step(
      PageRoutes routes,
      String name,
      Function<Visit, Notice> done,
      BiFunction<Visit, TaskId, Outcome<Task>> act) {
    routes.post(
        "/tasks/{id}/" + name,
        visit ->
            onTask(
                visit,
                task -> {
                  switch (act.apply(visit, task.id())) {
                    case Outcome.Done<Task> d -> visit.go(back(visit, task), done.apply(visit));
                    case Outcome.Refused<Task>(var refusal) ->
                        show(visit, Visit.statusOf(refusal), task, Problems.of(refusal));
                  }
                }));
  }

  /** Where the form stood; an address that was sent is never followed. */
  private static String back(Visit visit, TaskView task) {
    return switch (visit.form("from")) {
      case "day" -> "/day";
      case "related" ->
          Objects.requireNonNullElse(TaskWords.hrefOfRelated(task), "/tasks/" + task.id());
      default -> "/tasks/" + task.id();
    };
  }

  private static Outcome<Task> assign(Visit visit, TaskId id) {
    return Sharing.give(
        visit, owner -> tasks(visit).assign(id, owner), pool -> tasks(visit).assignFrom(id, pool));
  }

  private static Outcome<Task> snooze(Visit visit, TaskId id) {
    Snooze wanted = Snooze.named(visit.form("until")).orElse(Snooze.TOMORROW);
    ZoneId zone = zone(visit);
    return tasks(visit).snooze(id, wanted.from(LocalDate.ofInstant(visit.now(), zone), zone));
  }

  /** The steps that were ticked, and no others, are done now. */
  private static Outcome<Task> tick(Visit visit, TaskId id) {
    Set<String> done = Set.copyOf(visit.ctx().formParams("step"));
    return visit
        .crm()
        .taskQueries()
        .get(id)
        .then(task -> {
          List<ChecklistItem> steps = new ArrayList<>();
          for (ChecklistItem step : task.content().checklist()) {
            steps.add(new ChecklistItem(step.text(), done.contains(String.valueOf(steps.size()))));
          }
          return visit
              .crm()
              .expecting(visit.number("version").orElse(0L))
              .tasks()
              .edit(
                  id,
                  new Tasks.Edit(Set.of(TaskField.CHECKLIST), TaskDraft.of("").checklist(steps)));
        });
  }

  private static void day(Visit visit) {
    ZoneId zone = zone(visit);
    visit.with(
        visit.crm().taskQueries().day(zone),
        day ->
            visit.show(
                "task/day.jte",
                "My day",
                Section.MY_DAY,
                new DayPage(
                    day,
                    zone,
                    visit.owners(),
                    visit.crm().taskReminders().lastTold(DayPage.all(day)),
                    visit.crm().taskEscalations().last(DayPage.all(day)),
                    may(visit, Action.EDIT),
                    may(visit, Action.ASSIGN))));
  }

  private static void list(Visit visit) {
    list(visit, 200, TaskListState.of(visit), List.of());
  }

  /** The list as it is shown, all pages of it. */
  private static void export(Visit visit) {
    CsvDownload.list(
        visit,
        "tasks",
        visit.crm().taskQueries().fields(),
        TaskListState.of(visit).at(null).parameters(visit.actor().id()),
        Splitter.on(',').splitToList(EXPORTED),
        visit.crm().taskExport());
  }

  private static void many(Visit visit) {
    TaskListState state = TaskListState.sent(visit);
    switch (TaskSelection.act(visit)) {
      case Outcome.Done<List<String>>(var refused) when refused.isEmpty() ->
          visit.go(state.href(), Notice.TASKS_CHANGED);
      case Outcome.Done<List<String>>(var refused) -> list(visit, 409, state, refused);
      case Outcome.Refused<List<String>>(var refusal) ->
          list(
              visit,
              Visit.statusOf(refusal),
              state,
              refusal.violations().isEmpty()
                  ? List.of(refusal.detail())
                  : refusal.violations().stream().map(Violation::message).toList());
    }
  }

  private static void list(Visit visit, int status, TaskListState state, List<String> refused) {
    TaskQueries queries = visit.crm().taskQueries();
    Outcome<ListQuery> query =
        ListRequests.parse(
            queries.fields(), state.parameters(visit.actor().id()), visit.wholeCrm().signingKey());
    switch (query) {
      case Outcome.Done<ListQuery>(var good) ->
          visit.with(
              queries.list(good.limitedTo(PAGE).withCount()),
              page -> showList(visit, status, state, good, page, List.of(), refused));
      case Outcome.Refused<ListQuery>(var refusal) ->
          showList(
              visit,
              400,
              state,
              ListQuery.all(queries.fields()),
              new Page<>(List.of(), null, 0L),
              refusal.violations(),
              refused);
    }
  }

  private static void showList(
      Visit visit,
      int status,
      TaskListState state,
      ListQuery query,
      Page<TaskView> page,
      List<Violation> problems,
      List<String> refused) {
    ZoneId zone = zone(visit);
    var cursor = page.next();
    String next =
        cursor == null
            ? null
            : state.at(Cursors.write(cursor, query.sort(), visit.wholeCrm().signingKey())).href();
    visit.show(
        status,
        "task/list.jte",
        state.showsBin() ? "Deleted tasks" : "Tasks",
        Section.TASKS,
        new TaskListPage(
            state,
            query.sort().getFirst(),
            page.items(),
            Objects.requireNonNullElse(page.total(), 0L),
            next,
            visit.owners(),
            LocalDate.ofInstant(visit.now(), zone),
            zone,
            problems,
            Sets.filter(ACTS, action -> may(visit, action)),
            refused));
  }

  static void show(Visit visit, int status, TaskView task, Problems problems) {
    ZoneId zone = zone(visit);
    OfTask escalations = escalations(visit, task);
    visit.show(
        status,
        "task/detail.jte",
        task.content().subject(),
        Section.TASKS,
        new TaskPage(
            task,
            visit.reaching(Feature.TASK, task.owner()),
            visit.owners(),
            Sharing.of(visit, Task.subjectOf(task.id()), may(visit, Action.ASSIGN)),
            visit.told(visit.crm().taskQueries().timeline(task.id(), null, HISTORY)),
            reminders(visit, task),
            coming(visit, task),
            present(visit, task),
            escalations,
            names(visit, escalations),
            LocalDate.ofInstant(visit.now(), zone),
            zone,
            problems));
  }

  private static OfTask escalations(Visit visit, TaskView task) {
    return switch (visit.crm().taskEscalations().of(task.id())) {
      case Outcome.Refused<?> gone -> new OfTask(List.of(), List.of(), null);
      case Outcome.Done<OfTask>(var all) -> all;
    };
  }

  private static Map<UUID, String> names(Visit visit, OfTask escalations) {
    return visit
        .crm()
        .names()
        .of(
            escalations.ladders().stream()
                .flatMap(ladder -> ladder.steps().stream())
                .map(step -> step.level().to().id())
                .toList());
  }

  private static List<Due> coming(Visit visit, TaskView task) {
    return switch (visit.crm().taskQueries().coming(task.id(), COMING)) {
      case Outcome.Refused<?> gone -> List.of();
      case Outcome.Done<List<Due>>(var dates) -> dates;
    };
  }

  /** The open task to which this one has handed its recurrence on; null if there is none. */
  private static @Nullable TaskView present(Visit visit, TaskView task) {
    if (task.occurrence() == null || task.recurring()) {
      return null;
    }
    TaskQueries queries = visit.crm().taskQueries();
    ListQuery present =
        ListQuery.all(queries.fields())
            .where(
                new Filter.Compare(
                    "series", Filter.Op.EQ, List.of(task.occurrence().series().value())))
            .where(new Filter.Compare("recurring", Filter.Op.EQ, List.of(true)))
            .limitedTo(1);
    return switch (queries.list(present)) {
      case Outcome.Refused<?> refused -> null;
      case Outcome.Done<Page<TaskView>>(var page) -> page.items().stream().findFirst().orElse(null);
    };
  }

  private static List<Told> reminders(Visit visit, TaskView task) {
    return switch (visit.crm().taskReminders().of(task.id())) {
      case Outcome.Refused<?> gone -> List.of();
      case Outcome.Done<List<Told>>(var told) -> told;
    };
  }

  /** Goes on with the task of the address, or says that there is none. */
  static void onTask(Visit visit, Consumer<TaskView> next) {
    visit.on(TaskId::new, visit.crm().taskQueries()::get, next);
  }

  /** The clock of whoever looks, as far as their browser has said which it is. */
  static ZoneId zone(Visit visit) {
    return visit.zone().orElseGet(() -> visit.crm().taskQueries().usualZone());
  }

  private static boolean may(Visit visit, Action action) {
    return visit.actor().may(new Permission(Feature.TASK, action));
  }

  private static Tasks tasks(Visit visit) {
    return visit.crm().tasks();
  }
}
