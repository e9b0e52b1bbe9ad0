package dev.kith.crm.http.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.application.task.Tasks.Deed;
import dev.kith.crm.application.task.Tasks.Edit;
import dev.kith.crm.application.task.Tasks.OnTask;
import dev.kith.crm.application.task.Tasks.Step;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.http.assignment.NewOwner;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** Many tasks at once, over REST. */
final class TaskBatchRoutes {

  private static final String CREATE = "create";
  private static final String EDIT = "edit";
  private static final String ASSIGN = "assign";
  private static final String COMPLETE = "complete";
  private static final String CANCEL = "cancel";

  private static final List<String> STEPS = List.of(CREATE, EDIT, ASSIGN, COMPLETE, CANCEL);

  private static final Shape.Fields STEP =
      Shape.fields(
          "TaskStep",
          Shape.optional(CREATE, TaskJson.CREATE, "A task to create, or"),
          Shape.optional("id", Shape.uuid(), "the task that is changed, with one of the others"),
          Shape.optional(
              "version", Shape.whole(1, Long.MAX_VALUE), "At which it must be; usually any"),
          Shape.optional(EDIT, TaskJson.EDIT, "Fields to change: null empties one"),
          Shape.optional(ASSIGN, TaskJson.ASSIGN, "To whom to give it, or from which pool"),
          Shape.optional(COMPLETE, TaskJson.OUTCOME, "That it is done"),
          Shape.optional(CANCEL, TaskJson.REASON, "That nobody is going to do it"));

  private static final Shape.Fields BATCH =
      Shape.fields(
          "TaskBatch",
          Shape.optional(
              "atomic", Shape.flag(), "true: all or none; false (usual): each by itself"),
          Shape.required(
              "items",
              Shape.listOf(STEP, 1, Tasks.LARGEST_BATCH),
              "What to do, in this order; each task at most once"));

  private static final Shape.Fields RESULT =
      Shape.fields(
          "TaskBatchResult",
          Shape.required("done", Shape.count(), "How many steps were done"),
          Shape.required("refused", Shape.count(), "How many were not"),
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required(
                          "status", Shape.whole(200, 599), "As if it had been sent alone"),
                      Shape.optional("task", TaskJson.TASK, "The task as it is now"),
                      Shape.optional("problem", new Shape.Anything(), "Why it was not done"))),
              "One for each step, in the order in which they were sent"));

  private TaskBatchRoutes() {}

  static Route route(String tag) {
    return Route.post("/tasks:batch", "batchTasks")
        .says(
            tag,
            "Create, edit, assign, complete and cancel up to " + Tasks.LARGEST_BATCH + " tasks")
        .body(BATCH, (call, body) -> problems(body))
        .answers(200, RESULT, "What became of each")
        .refuses("invalid")
        .handledBy(TaskBatchRoutes::batch);
  }

  /** What no step can be read from; what is wrong with a step that can is told of it alone. */
  private static List<Violation> problems(JsonNode body) {
    ImmutableList.Builder<Violation> problems = ImmutableList.builder();
    Iterator<JsonNode> items = body.path("items").elements();
    for (int i = 0; items.hasNext(); i++) {
      String place = "items/" + i;
      problemsOf(items.next()).forEach(problem -> problems.add(problem.below(place)));
    }
    return problems.build();
  }

  private static List<Violation> problemsOf(JsonNode item) {
    Checks checks = new Checks();
    List<String> steps = STEPS.stream().filter(item::has).toList();
    if (steps.size() != 1) {
      checks.addAll(
          List.of(
              new Violation(
                  "", "one-step", "Each item has one of " + String.join(", ", STEPS) + ".")));
    } else if (steps.equals(List.of(CREATE))) {
      for (String name : List.of("id", "version")) {
        if (item.has(name)) {
          checks.add(name, "new-task", "A task that is created has none yet.");
        }
      }
    } else if (!item.has("id")) {
      checks.add("id", "required", "Say which task it is.");
    }
    for (String name : List.of(CREATE, EDIT)) {
      Checks read = new Checks();
      TaskJson.read(read, item.path(name));
      read.violations().forEach(violation -> checks.addAll(List.of(violation.below(name))));
    }
    if (item.path(ASSIGN).isObject()) {
      NewOwner.problems(item.path(ASSIGN))
          .forEach(problem -> checks.addAll(List.of(problem.below(ASSIGN))));
    }
    return checks.violations();
  }

  private static Outcome<Reply> batch(Call call) {
    List<Violation> problems = problems(call.body());
    if (!problems.isEmpty()) {
      return Outcome.refused(new Invalid(problems));
    }
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    call.body().path("items").forEach(item -> steps.add(step(call, item)));
    return call.workspace()
        .tasks()
        .batch(steps.build(), call.body().path("atomic").asBoolean(false))
        .map(outcomes -> Reply.json(200, json(call, steps.build(), outcomes)));
  }

  private static Step step(Call call, JsonNode item) {
    JsonNode create = item.path(CREATE);
    if (create.isObject()) {
      return new Create(
          TaskJson.read(new Checks(), create),
          create.has("owner") ? NewOwner.owner(create) : call.actor().id(),
          create.path("origin").textValue());
    }
    return new OnTask(
        ShapeCheck.uuid(item.path("id").asText()).map(TaskId::new).orElseThrow(),
        item.has("version") ? item.path("version").longValue() : null,
        deed(item));
  }

  private static Deed deed(JsonNode item) {
    return switch (STEPS.stream().filter(item::has).findFirst().orElseThrow()) {
      case EDIT ->
          new Edit(
              TaskJson.named(item.path(EDIT)),
              TaskJson.read(new Checks(), item.path(EDIT)),
              TaskJson.range(item.path(EDIT)));
      case ASSIGN ->
          NewOwner.pool(item.path(ASSIGN))
              .<Deed>map(Deed.AssignFrom::new)
              .orElseGet(() -> new Deed.Assign(NewOwner.owner(item.path(ASSIGN))));
      case COMPLETE -> new Deed.Complete(item.path(COMPLETE).path("outcome").textValue());
      default -> new Deed.Cancel(item.path(CANCEL).path("reason").textValue());
    };
  }

  private static ObjectNode json(Call call, List<Step> steps, List<Outcome<Task>> outcomes) {
    List<Task> done =
        outcomes.stream().map(outcome -> outcome.orNull()).filter(Objects::nonNull).toList();
    Iterator<TaskView> views = call.workspace().taskQueries().shown(done).iterator();
    ObjectNode json =
        Json.object().put("done", done.size()).put("refused", outcomes.size() - done.size());
    ArrayNode items = json.putArray("items");
    for (int i = 0; i < outcomes.size(); i++) {
      ObjectNode item = items.addObject();
      switch (NewOwner.unknownAtField(outcomes.get(i), "pool")) {
        case Outcome.Done<Task> d ->
            item.put("status", steps.get(i) instanceof Create ? 201 : 200)
                .set("task", TaskJson.of(views.next()));
        case Outcome.Refused<Task>(var refusal) -> {
          Problem problem = Problem.of(refusal);
          item.put("status", problem.status()).set("problem", problem.shortJson());
        }
      }
    }
    return json;
  }
}
