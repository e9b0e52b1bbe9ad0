package dev.kith.crm.http.automation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleView;
import dev.kith.crm.application.automation.Rules;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import java.util.List;
import java.util.function.BiFunction;

/** Rules over REST. */
public final class RuleRoutes {

  private static final String TAG = "Automation";
  private static final String RULES = "/automation/rules";

  private RuleRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/automation/catalogue", "getAutomationCatalogue")
            .says(TAG, "What can stand in a rule: records, events, facts and actions")
            .answers(200, RuleShapes.CATALOGUE, "The catalogue")
            .refuses("forbidden")
            .handledBy(
                call -> rules(call).catalogue().map(found -> Reply.json(200, RuleJson.of(found)))),
        Route.post("/automation/conditions:check", "checkCondition")
            .says(TAG, "Check a condition without saving it")
            .asking()
            .body(RuleShapes.CHECK)
            .answers(200, ConditionJson.CHECKED, "What is wrong with it")
            .refuses("forbidden")
            .handledBy(call ->
                rules(call)
                    .check(
                        String.valueOf(call.text("record")), String.valueOf(call.text("condition")))
                    .map(problems -> Reply.json(200, ConditionJson.of(problems)))),
        Route.get(RULES, "listRules")
            .says(TAG, "List rules")
            .query(Lists.parametersBut(RuleView.CATALOGUE, "bin"))
            .answers(200, RuleShapes.RULES, "A page of rules")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                Lists.answer(call, rules(call).fields(), q -> rules(call).list(q), RuleJson::of)),
        Route.post(RULES, "writeRule")
            .says(TAG, "Write a rule as a draft, which does nothing yet")
            .body(RuleShapes.DRAFT, RuleRoutes::problemsOf)
            .answers(201, RuleShapes.RULE, "The new rule")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                shown(call, rules(call).write(RuleJson.draft(call.body())))
                    .map(view ->
                        reply(201, view)
                            .header("Location", call.link(RULES + "/" + view.rule().id())))),
        Route.get(RULES + "/{id}", "getRule")
            .says(TAG, "Read a rule")
            .answers(200, RuleShapes.RULE, "The rule")
            .refuses("not-found", "forbidden")
            .handledBy(call -> rules(call).get(id(call)).map(view -> reply(200, view))),
        Route.put(RULES + "/{id}", "rewriteRule")
            .says(TAG, "Write a rule anew; where it does something else then, as its next version")
            .body(RuleShapes.DRAFT, RuleRoutes::problemsOf)
            .versioned()
            .answers(200, RuleShapes.RULE, "The rule as it is now")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(call ->
                shown(call, rules(call).rewrite(id(call), RuleJson.draft(call.body())))
                    .map(view -> reply(200, view))),
        Route.delete(RULES + "/{id}", "deleteRule")
            .says(TAG, "Delete a rule; what it did stays told")
            .versioned()
            .answers(204, "The rule is deleted")
            .refuses("not-found", "forbidden")
            .handledBy(call -> rules(call).delete(id(call)).map(rule -> Reply.empty(204))),
        moved("activate", "Let a rule act, from now on", Rules::activate),
        Route.post(RULES + "/{id}:shadow", "shadowRule")
            .says(TAG, "Let a rule look as if it acted, and do nothing; it goes live by :activate")
            .body(RuleShapes.SHADOWING)
            .versioned()
            .answers(200, RuleShapes.RULE, "The rule as it is now")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(call ->
                shown(
                        call,
                        rules(call).shadow(id(call), RuleJson.moment(call.body().path("until"))))
                    .map(view -> reply(200, view))),
        moved("pause", "Stop a rule", Rules::pause, "invalid-transition"),
        Route.get(RULES + "/{id}/versions", "listRuleVersions")
            .says(TAG, "What a rule did in each of its versions")
            .answers(200, RuleShapes.VERSIONS, "The versions")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                rules(call)
                    .versions(id(call))
                    .map(versions -> {
                      ObjectNode json = Json.object();
                      ArrayNode items = json.putArray("items");
                      versions.forEach(version -> items.add(RuleJson.of(version)));
                      return Reply.json(200, json);
                    })),
        Route.get(RULES + "/{id}/circles", "listRuleCircles")
            .says(TAG, "In which chains a rule may set itself off again")
            .answers(200, RuleShapes.CIRCLES, "The chains, as far as they can be seen")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                rules(call)
                    .circles(id(call))
                    .map(circles -> {
                      ObjectNode json = Json.object();
                      ArrayNode items = json.putArray("items");
                      circles.forEach(names -> items.add(RuleJson.array(names)));
                      return Reply.json(200, json);
                    })),
        Route.get(RULES + "/{id}/webhook-secret", "getWebhookSecret")
            .says(TAG, "What the webhooks of a rule are signed with (Standard Webhooks)")
            .answers(200, RuleShapes.SECRET, "The secret, for the receiver to keep")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                rules(call)
                    .webhookSecret(id(call))
                    .map(secret -> Reply.json(200, Json.object().put("secret", secret)))),
        Route.post(RULES + "/{id}:test", "testRule")
            .says(TAG, "What a rule would have done, had it been active; nothing is done")
            .asking()
            .body(RuleShapes.TRIAL)
            .answers(200, RuleShapes.TRIED, "Counts and samples, with why not")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(call ->
                rules(call)
                    .test(
                        id(call),
                        call.uuid("event").orElse(null),
                        call.body().path("days").asInt(Rules.LONGEST_TRIAL))
                    .map(report -> Reply.json(200, RuleJson.of(report)))),
        Route.get("/automation/firings", "listFirings")
            .says(TAG, "What rules did, and what they failed to do")
            .query(Lists.parametersBut(FiringView.CATALOGUE, "bin", "q"))
            .answers(200, RuleShapes.FIRINGS, "A page of firings, the latest first")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                Lists.answer(
                    call, FiringView.CATALOGUE, q -> rules(call).firings(q), RuleJson::of)),
        Route.post("/automation/firings/{id}:retry", "retryFiring")
            .says(TAG, "Let a rule look once more at what it failed on")
            .answers(200, RuleShapes.FIRING, "What became of it; it may have failed again")
            .refuses("not-found", "forbidden", "invalid", "invalid-transition")
            .handledBy(call ->
                rules(call)
                    .retry(call.id("firing"))
                    .map(firing -> Reply.json(200, RuleJson.of(firing)))));
  }

  private static Route moved(
      String verb,
      String summary,
      BiFunction<Rules, RuleId, Outcome<Rule>> step,
      String... refusals) {
    return Route.post(RULES + "/{id}:" + verb, verb + "Rule")
        .says(TAG, summary)
        .versioned()
        .answers(200, RuleShapes.RULE, "The rule as it is now")
        .refuses("not-found", "forbidden")
        .refuses(refusals)
        .handledBy(
            call -> shown(call, step.apply(rules(call), id(call))).map(view -> reply(200, view)));
  }

  private static List<Violation> problemsOf(Call call, JsonNode body) {
    return rules(call).problemsOf(RuleJson.draft(body));
  }

  private static Outcome<RuleView> shown(Call call, Outcome<Rule> outcome) {
    return outcome.then(rule -> call.further().rules().get(rule.id()));
  }

  private static Reply reply(int status, RuleView view) {
    return Reply.json(status, RuleJson.of(view)).version(view.rule().revision().version());
  }

  private static Rules rules(Call call) {
    return call.workspace().rules();
  }

  private static RuleId id(Call call) {
    return new RuleId(call.id("rule"));
  }
}
