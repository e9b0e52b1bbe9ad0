package dev.kith.crm.http.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.scoring.ledger.IncrementRules;
import dev.kith.crm.application.scoring.ledger.ScoreEntryView;
import dev.kith.crm.application.scoring.ledger.Scores;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.automation.ConditionJson;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.Set;

/** Engagement scores, the ledger that they are made of, and its rules, over REST. */
public final class ScoringRoutes {

  private static final String TAG = "Scoring";
  private static final int USUALLY_CHECKED = 500;

  private static final Shape.Fields PAGE =
      Lists.pageOf(
          "ScoreEntryPage", CatalogueJson.shape("ScoreEntry", ScoreEntryView.CATALOGUE, Set.of()));

  private ScoringRoutes() {}

  public static List<Route> all() {
    return ImmutableList.<Route>builder()
        .addAll(EngagementRoutes.all())
        .addAll(ModelRoutes.all())
        .addAll(CardRoutes.scores())
        .addAll(scores())
        .addAll(AwardRoutes.all())
        .addAll(rules())
        .addAll(CardRoutes.cards())
        .build();
  }

  private static List<Route> scores() {
    return List.of(
        Route.get("/leads/{id}/score/engagement", "getLeadEngagementScore")
            .says(
                TAG, "Read the engagement score of a lead, now or as of a moment, and why it is so")
            .query("asOf", Shape.instant(), "As of when; now if it is missing")
            .answers(200, ScoreJson.SCORE, "The score, and what it is made of")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(call ->
                scores(call)
                    .of(new LeadId(call.id("lead")), call.instant("asOf").orElse(null))
                    .map(score -> Reply.json(200, ScoreJson.of(score)))),
        Route.get("/scoring/entries", "listScoreEntries")
            .says(TAG, "Filter and sort the lines of the score ledger")
            .query(Lists.parameters(ScoreEntryView.CATALOGUE))
            .answers(200, PAGE, "A page of lines")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                Lists.answer(call, scores(call).fields(), query -> scores(call).entries(query))),
        Route.get("/scoring/reconciliation", "reconcileScores")
            .says(TAG, "Hold the score ledger against the events: nothing is to be found")
            .query("after", Shape.uuid(), "Only leads behind this one")
            .query(
                "limit",
                Shape.whole(1, Scores.MOST_CHECKED),
                "How many leads; " + USUALLY_CHECKED + " if it is missing")
            .answers(200, ScoreJson.RECONCILIATION, "Where they differ")
            .refuses("forbidden")
            .handledBy(call ->
                scores(call)
                    .reconcile(
                        call.queryId("after").map(LeadId::new).orElse(null),
                        call.number("limit", USUALLY_CHECKED))
                    .map(found -> Reply.json(200, ScoreJson.of(found)))));
  }

  private static List<Route> rules() {
    return List.of(
        Route.get("/scoring/rules", "listIncrementRules")
            .says(TAG, "List the rules by which engagement gives points")
            .answers(200, RuleJson.RULES, "All of them, retired ones last")
            .refuses("forbidden")
            .handledBy(
                call -> rules(call).list().map(rules -> Reply.json(200, RuleJson.of(rules)))),
        Route.post("/scoring/rules", "createIncrementRule")
            .says(TAG, "Make a rule")
            .body(RuleJson.TERMS, ScoringRoutes::problemsOf)
            .answers(201, RuleJson.RULE, "The rule")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                rules(call)
                    .create(RuleJson.terms(call.body()))
                    .map(rule ->
                        reply(201, rule)
                            .header("Location", call.link("/scoring/rules/" + rule.id())))),
        Route.get("/scoring/rules/{id}", "getIncrementRule")
            .says(TAG, "Read a rule")
            .answers(200, RuleJson.RULE, "The rule as it is now")
            .refuses("not-found", "forbidden")
            .handledBy(call -> shown(rules(call).get(id(call)))),
        Route.put("/scoring/rules/{id}", "changeIncrementRule")
            .says(TAG, "Have a rule say something else, of what occurs from now on")
            .body(RuleJson.TERMS, ScoringRoutes::problemsOf)
            .versioned()
            .answers(200, RuleJson.RULE, "The rule as it is now")
            .refuses("not-found", "forbidden", "invalid", "invalid-transition")
            .handledBy(call -> shown(rules(call).change(id(call), RuleJson.terms(call.body())))),
        Route.post("/scoring/rules/{id}:retire", "retireIncrementRule")
            .says(TAG, "Have a rule give nothing from now on")
            .versioned()
            .answers(200, RuleJson.RULE, "The rule as it is now")
            .refuses("not-found", "forbidden")
            .handledBy(call -> shown(rules(call).retire(id(call)))),
        Route.get("/scoring/presets", "listIncrementPresets")
            .says(TAG, "List common rules to begin with")
            .answers(200, RuleJson.PRESETS, "Terms, and what they are good for")
            .handledBy(call -> Outcome.done(Reply.json(200, RuleJson.presets()))),
        Route.get("/scoring/facts", "listIncrementFacts")
            .says(TAG, "List what filters of rules can ask for")
            .answers(200, RuleJson.FACTS, "The facts")
            .handledBy(call -> {
              ObjectNode json = Json.object();
              json.set("items", ConditionJson.facts(rules(call).facts()));
              return Outcome.done(Reply.json(200, json));
            }),
        Route.post("/scoring/filters:check", "checkIncrementFilter")
            .says(TAG, "Check a filter of a rule without saving it")
            .asking()
            .body(RuleJson.CHECK)
            .answers(200, ConditionJson.CHECKED, "What is wrong with it")
            .refuses("forbidden")
            .handledBy(call ->
                rules(call)
                    .check(String.valueOf(call.text("filter")))
                    .map(problems -> Reply.json(200, ConditionJson.of(problems)))),
        Route.get("/scoring/settings", "getScoringSettings")
            .says(TAG, "Read how points become a score, and which scores mean something")
            .answers(200, RuleJson.KEPT_SETTINGS, "The settings in force")
            .refuses("forbidden")
            .handledBy(call -> settings(rules(call).settings())),
        Route.put("/scoring/settings", "setScoringSettings")
            .says(TAG, "Replace the settings; the scores of all leads follow")
            .body(
                RuleJson.SETTINGS, (call, body) -> rules(call).problemsOf(RuleJson.settings(body)))
            .versioned()
            .answers(200, RuleJson.KEPT_SETTINGS, "The settings in force")
            .refuses("forbidden", "invalid")
            .handledBy(call -> settings(rules(call).setSettings(RuleJson.settings(call.body())))));
  }

  private static List<Violation> problemsOf(Call call, JsonNode body) {
    return rules(call).problemsOf(RuleJson.terms(body));
  }

  private static Outcome<Reply> shown(Outcome<IncrementRule> outcome) {
    return outcome.map(rule -> reply(200, rule));
  }

  private static Reply reply(int status, IncrementRule rule) {
    return Reply.json(status, RuleJson.of(rule)).version(rule.revision().version());
  }

  private static Outcome<Reply> settings(Outcome<ScoringSettings> outcome) {
    return outcome.map(
        settings -> Reply.json(200, RuleJson.of(settings)).version(settings.revision().version()));
  }

  private static IncrementRules rules(Call call) {
    return call.workspace().incrementRules();
  }

  private static Scores scores(Call call) {
    return call.workspace().scores();
  }

  private static IncrementRuleId id(Call call) {
    return new IncrementRuleId(call.id("increment-rule"));
  }
}
