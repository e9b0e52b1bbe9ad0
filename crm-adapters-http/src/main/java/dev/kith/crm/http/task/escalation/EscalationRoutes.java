package dev.kith.crm.http.task.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.task.escalation.EscalationPolicies;
import dev.kith.crm.application.task.escalation.TaskEscalations;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationPolicyId;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.List;
import java.util.function.BiFunction;

/** Escalation of tasks over REST. */
public final class EscalationRoutes {

  private static final String TAG = "Escalation";
  private static final String PATH = "/escalation-policies";

  private EscalationRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get(PATH, "listEscalationPolicies")
            .says(
                TAG,
                "List escalation policies; there are at most " + EscalationPolicies.MOST_POLICIES)
            .answers(200, EscalationJson.LIST, "All policies")
            .refuses("forbidden")
            .handledBy(call -> policies(call).list().map(EscalationRoutes::reply)),
        Route.post(PATH, "writeEscalationPolicy")
            .says(TAG, "Write a policy; it is paused at first")
            .body(EscalationJson.DRAFT, EscalationRoutes::problemsOf)
            .answers(201, EscalationJson.POLICY, "The new policy")
            .refuses("forbidden", "invalid", "name-taken")
            .handledBy(call ->
                read(call)
                    .then(terms -> policies(call).write(terms))
                    .map(policy ->
                        reply(201, policy)
                            .header("Location", call.link(PATH + "/" + policy.id())))),
        Route.get(PATH + "/{id}", "getEscalationPolicy")
            .says(TAG, "Read a policy")
            .answers(200, EscalationJson.POLICY, "The policy")
            .refuses("not-found", "forbidden")
            .handledBy(call -> policies(call).get(id(call)).map(policy -> reply(200, policy))),
        Route.put(PATH + "/{id}", "rewriteEscalationPolicy")
            .says(TAG, "Replace what a policy says; every ladder is planned anew")
            .body(EscalationJson.DRAFT, EscalationRoutes::problemsOf)
            .versioned()
            .answers(200, EscalationJson.POLICY, "The policy as it is now")
            .refuses("not-found", "forbidden", "invalid", "name-taken")
            .handledBy(call ->
                read(call)
                    .then(terms -> policies(call).rewrite(id(call), terms))
                    .map(policy -> reply(200, policy))),
        step("activate", "Have tasks escalated by a policy", EscalationPolicies::activate),
        step("pause", "Have no tasks escalated by a policy", EscalationPolicies::pause),
        Route.delete(PATH + "/{id}", "deleteEscalationPolicy")
            .says(TAG, "Throw a policy away; what was escalated stays in the history of tasks")
            .versioned()
            .answers(204, "The policy is gone")
            .refuses("not-found", "forbidden")
            .handledBy(call -> policies(call).delete(id(call)).map(gone -> Reply.empty(204))),
        Route.get(PATH + "/{id}/preview", "previewEscalationPolicy")
            .says(TAG, "When each level of a policy would come for a task, also while it is paused")
            .query("task", Shape.uuid(), "Id of the task; required")
            .answers(200, EscalationJson.LADDER, "The ladder of the task")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(EscalationRoutes::preview),
        Route.get("/tasks/{id}/escalations", "getTaskEscalations")
            .says(TAG, "Where a task stands on the ladders of active policies")
            .answers(200, EscalationJson.OF_TASK, "Its ladders, and what was escalated")
            .refuses("not-found")
            .handledBy(call ->
                escalations(call)
                    .of(task(call))
                    .map(all -> Reply.json(200, EscalationJson.of(all)))),
        Route.post("/tasks/{id}:acknowledge", "acknowledgeTask")
            .says(TAG, "See to a task: its ladders stop until they begin anew")
            .answers(200, EscalationJson.OF_TASK, "Its ladders, and what was escalated")
            .refuses("not-found", "forbidden", "task-deleted", "invalid-transition")
            .handledBy(call ->
                escalations(call)
                    .acknowledge(task(call))
                    .then(seen -> call.further().taskEscalations().of(seen.id()))
                    .map(all -> Reply.json(200, EscalationJson.of(all)))));
  }

  private static Route step(
      String name,
      String summary,
      BiFunction<EscalationPolicies, EscalationPolicyId, Outcome<EscalationPolicy>> act) {
    return Route.post(PATH + "/{id}:" + name, name + "EscalationPolicy")
        .says(TAG, summary)
        .versioned()
        .answers(200, EscalationJson.POLICY, "The policy as it is now")
        .refuses("not-found", "forbidden")
        .handledBy(call -> act.apply(policies(call), id(call)).map(policy -> reply(200, policy)));
  }

  private static Outcome<Reply> preview(Call call) {
    TaskId task =
        call.query("task")
            .flatMap(ShapeCheck::uuid)
            .map(TaskId::new)
            .orElseThrow(() ->
                Problem.ofQuery(List.of(Violation.at("task", "required", "Say for which task.")))
                    .asException());
    return policies(call)
        .preview(id(call), task)
        .map(ladder -> Reply.json(200, EscalationJson.of(ladder)));
  }

  private static Outcome<EscalationTerms> read(Call call) {
    Checks checks = new Checks();
    EscalationTerms terms = EscalationJson.read(checks, call.body());
    if (!checks.passed()) {
      checks.addAll(policies(call).problemsOf(terms));
    }
    return checks.orRefuse(() -> terms);
  }

  private static List<Violation> problemsOf(Call call, JsonNode body) {
    Checks checks = new Checks();
    checks.addAll(policies(call).problemsOf(EscalationJson.read(checks, body)));
    return checks.violations();
  }

  private static Reply reply(List<EscalationPolicy> policies) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    policies.forEach(policy -> items.add(EscalationJson.of(policy)));
    return Reply.json(200, json);
  }

  private static Reply reply(int status, EscalationPolicy policy) {
    return Reply.json(status, EscalationJson.of(policy)).version(policy.revision().version());
  }

  private static EscalationPolicies policies(Call call) {
    return call.workspace().escalationPolicies();
  }

  private static TaskEscalations escalations(Call call) {
    return call.workspace().taskEscalations();
  }

  private static EscalationPolicyId id(Call call) {
    return new EscalationPolicyId(call.id("escalation-policy"));
  }

  private static TaskId task(Call call) {
    return new TaskId(call.id("task"));
  }
}
