package dev.kith.crm.http.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.assignment.AssignmentPools;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.assignment.AssignmentView;
import dev.kith.crm.application.assignment.Assignments;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentId;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import java.util.List;

/** Assignment over REST. */
public final class AssignmentRoutes {

  private static final String TAG = "Assignment";
  private static final String POOLS = "/assignment-pools";
  private static final String ASSIGNMENTS = "/assignments";

  private AssignmentRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get(POOLS, "listAssignmentPools")
            .says(
                TAG,
                "List the pools from which records are assigned; there are at most "
                    + AssignmentPools.MOST_POOLS)
            .answers(200, AssignmentJson.POOLS, "All pools")
            .refuses("forbidden")
            .handledBy(call -> pools(call).list().map(AssignmentRoutes::reply)),
        Route.post(POOLS, "setUpAssignmentPool")
            .says(TAG, "Set up a pool")
            .body(AssignmentJson.DRAFT, AssignmentRoutes::problemsOf)
            .answers(201, AssignmentJson.POOL, "The new pool")
            .refuses("forbidden", "invalid", "name-taken")
            .handledBy(call ->
                read(call)
                    .then(terms -> pools(call).setUp(terms))
                    .map(pool ->
                        reply(201, pool).header("Location", call.link(POOLS + "/" + pool.id())))),
        Route.get(POOLS + "/{id}", "getAssignmentPool")
            .says(TAG, "Read a pool")
            .answers(200, AssignmentJson.POOL, "The pool")
            .refuses("not-found", "forbidden")
            .handledBy(call -> pools(call).get(id(call)).map(pool -> reply(200, pool))),
        Route.put(POOLS + "/{id}", "rewriteAssignmentPool")
            .says(TAG, "Replace what a pool says; with other members or weights, turns begin anew")
            .body(AssignmentJson.DRAFT, AssignmentRoutes::problemsOf)
            .versioned()
            .answers(200, AssignmentJson.POOL, "The pool as it is now")
            .refuses("not-found", "forbidden", "invalid", "name-taken")
            .handledBy(call ->
                read(call)
                    .then(terms -> pools(call).rewrite(id(call), terms))
                    .map(pool -> reply(200, pool))),
        Route.delete(POOLS + "/{id}", "deleteAssignmentPool")
            .says(TAG, "Throw a pool away; what was assigned from it stays")
            .versioned()
            .answers(204, "The pool is gone")
            .refuses("not-found", "forbidden")
            .handledBy(call -> pools(call).delete(id(call)).map(gone -> Reply.empty(204))),
        Route.post(POOLS + "/{id}:assign", "assignFromPool")
            .says(
                TAG,
                "Give a lead or a task to somebody of a pool; where nobody can take it, it stays"
                    + " with whom it is")
            .body(AssignmentJson.ASSIGN, AssignmentRoutes::problemsOfLanguage)
            .answers(201, AssignmentJson.MADE, "The assignment, and why")
            .refuses("not-found", "forbidden", "invalid", "pool-inactive", "unknown-owner")
            .refuses("lead-deleted", "lead-merged", "lead-converted", "task-deleted")
            .handledBy(AssignmentRoutes::assign),
        Route.post(POOLS + "/{id}:try", "tryAssignmentPool")
            .says(TAG, "Who would get a record now, and why; nothing is done")
            .asking()
            .body(AssignmentJson.TRIAL, AssignmentRoutes::problemsOfTrial)
            .answers(200, AssignmentJson.EXPLANATION, "Who, and why")
            .refuses("not-found", "forbidden", "invalid")
            .refuses("lead-deleted", "lead-merged", "lead-converted", "task-deleted")
            .handledBy(call -> {
              Checks checks = new Checks();
              var trial = AssignmentJson.trial(checks, call.body());
              return checks
                  .orRefuse(() -> trial)
                  .then(good -> pools(call).tryOut(id(call), good))
                  .map(explained -> Reply.json(200, AssignmentJson.of(explained)));
            }),
        Route.get(ASSIGNMENTS, "listAssignments")
            .says(TAG, "List and filter what was assigned from pools, the latest first")
            .query(Lists.parametersBut(AssignmentView.CATALOGUE, "bin", "q"))
            .answers(200, AssignmentJson.PAGE, "A page of assignments")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                Lists.answer(
                    call, AssignmentView.CATALOGUE, query -> assignments(call).list(query))),
        Route.get(ASSIGNMENTS + "/{id}", "getAssignment")
            .says(TAG, "Read an assignment")
            .answers(200, AssignmentJson.ASSIGNMENT, "The assignment")
            .refuses("not-found")
            .handledBy(call ->
                assignments(call)
                    .get(assignment(call))
                    .map(view -> Reply.json(200, AssignmentJson.of(view)))),
        Route.get(ASSIGNMENTS + "/{id}/explanation", "explainAssignment")
            .says(TAG, "Why a record was given to whom it was given, and not to others")
            .answers(200, AssignmentJson.EXPLANATION, "Who, and why")
            .refuses("not-found")
            .handledBy(call ->
                assignments(call)
                    .explain(assignment(call))
                    .map(explained -> Reply.json(200, AssignmentJson.of(explained)))));
  }

  private static Outcome<Reply> assign(Call call) {
    JsonNode body = call.body();
    Checks checks = new Checks();
    Language language = AssignmentJson.language(checks, body);
    return checks
        .orRefuse(() -> new Assign(AssignmentJson.record(body), language, call.text("origin")))
        .then(command -> pools(call).assign(id(call), command))
        .map(made -> made(call, made));
  }

  private static Reply made(Call call, Assignment made) {
    Assignments assignments = call.further().assignments();
    ObjectNode json = AssignmentJson.of(assignments.shown(made));
    json.set("explanation", AssignmentJson.of(assignments.explained(made)));
    return Reply.json(201, json).header("Location", call.link(ASSIGNMENTS + "/" + made.id()));
  }

  private static Outcome<PoolTerms> read(Call call) {
    Checks checks = new Checks();
    PoolTerms terms = AssignmentJson.read(checks, call.body());
    if (!checks.passed()) {
      checks.addAll(pools(call).problemsOf(terms));
    }
    return checks.orRefuse(() -> terms);
  }

  private static List<Violation> problemsOf(Call call, JsonNode body) {
    Checks checks = new Checks();
    checks.addAll(pools(call).problemsOf(AssignmentJson.read(checks, body)));
    return checks.violations();
  }

  private static List<Violation> problemsOfLanguage(Call call, JsonNode body) {
    Checks checks = new Checks();
    AssignmentJson.language(checks, body);
    return checks.violations();
  }

  private static List<Violation> problemsOfTrial(Call call, JsonNode body) {
    Checks checks = new Checks();
    AssignmentJson.trial(checks, body);
    return checks.violations();
  }

  private static Reply reply(List<AssignmentPool> pools) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    pools.forEach(pool -> items.add(AssignmentJson.of(pool)));
    return Reply.json(200, json);
  }

  private static Reply reply(int status, AssignmentPool pool) {
    return Reply.json(status, AssignmentJson.of(pool)).version(pool.revision().version());
  }

  private static AssignmentPools pools(Call call) {
    return call.workspace().assignmentPools();
  }

  private static Assignments assignments(Call call) {
    return call.workspace().assignments();
  }

  private static AssignmentPoolId id(Call call) {
    return new AssignmentPoolId(call.id("assignment-pool"));
  }

  private static AssignmentId assignment(Call call) {
    return new AssignmentId(call.id("assignment"));
  }
}
