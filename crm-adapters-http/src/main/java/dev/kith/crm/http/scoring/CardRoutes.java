package dev.kith.crm.http.scoring;

import dev.kith.crm.application.scoring.card.LeadScores;
import dev.kith.crm.application.scoring.card.Scorecards;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.FitRule;
import dev.kith.crm.domain.scoring.card.Scorecard;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.job.JobRoutes;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.List;
import java.util.UUID;

/** The scores of leads, and by what they are made, over REST. */
final class CardRoutes {

  private static final String TAG = "Scoring";
  private static final String RULES = "/scoring/fit-rules";

  private CardRoutes() {}

  static List<Route> scores() {
    return List.of(
        Route.get("/leads/{id}/score", "getLeadScore")
            .says(TAG, "Read the score of a lead, now or as of a moment, and why it is so")
            .query("asOf", Shape.instant(), "As of when; now if it is missing")
            .answers(200, LeadScoreJson.SCORE, "The score, and what it is made of")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(call -> score(call).map(s -> Reply.json(200, LeadScoreJson.of(s)))),
        Route.get("/leads/{id}/score/explanation", "explainLeadScore")
            .says(TAG, "Read all reasons of a score: they add up to it")
            .query("asOf", Shape.instant(), "As of when; now if it is missing")
            .answers(200, LeadScoreJson.EXPLANATION, "Line by line")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(call -> score(call).map(s -> Reply.json(200, LeadScoreJson.explanation(s)))),
        Route.put("/leads/{id}/score/override", "overrideLeadScore")
            .says(TAG, "Set a score by hand, with a reason, and an end if it is to have one")
            .body(
                LeadScoreJson.OVERRIDE_DRAFT,
                (call, body) ->
                    scores(call)
                        .problemsOf(
                            body.path("value").intValue(),
                            body.path("reason").asText(),
                            ShapeCheck.instant(body.path("until").asText()).orElse(null)))
            .answers(200, LeadScoreJson.OVERRIDE, "What stands now")
            .refuses("not-found", "forbidden", "invalid", "lead-deleted")
            .handledBy(call ->
                scores(call)
                    .override(
                        lead(call),
                        call.body().path("value").intValue(),
                        call.body().path("reason").asText(),
                        call.moment("until").orElse(null))
                    .map(override -> Reply.json(200, LeadScoreJson.of(override)))),
        Route.delete("/leads/{id}/score/override", "clearLeadScoreOverride")
            .says(TAG, "Let the computed score count again")
            .answers(204, "Nothing is set by hand any more")
            .refuses("not-found", "forbidden", "lead-deleted")
            .handledBy(call -> scores(call).clearOverride(lead(call)).map(x -> Reply.empty(204))),
        Route.get("/scoring/distribution", "getScoreDistribution")
            .says(TAG, "Count leads by their scores and grades")
            .answers(200, CardJson.DISTRIBUTION, "How many have which")
            .refuses("forbidden")
            .handledBy(
                call -> scores(call).distribution().map(d -> Reply.json(200, CardJson.of(d)))),
        Route.post("/scoring/recalculations", "recalculateScores")
            .says(TAG, "Have all scores computed anew; while that is under way, this joins it")
            .answers(202, JobRoutes.JOB, "The job that does it")
            .refuses("forbidden")
            .handledBy(
                call -> scores(call).recalculate().then(id -> JobRoutes.accepted(call, id))));
  }

  static List<Route> cards() {
    return List.of(
        Route.get("/scoring/scorecard", "getScorecard")
            .says(TAG, "Read by what scores are made: weights, grades and fit rules")
            .answers(200, CardJson.KEPT, "The card in force")
            .refuses("forbidden")
            .handledBy(call -> shown(cards(call).get())),
        Route.put("/scoring/scorecard", "setScorecard")
            .says(TAG, "Replace the card; the scores of all leads follow")
            .body(CardJson.CARD, (call, body) -> cards(call).problemsOf(CardJson.card(body)))
            .versioned()
            .answers(200, CardJson.KEPT, "The card in force")
            .refuses("forbidden", "invalid")
            .handledBy(call -> shown(cards(call).set(CardJson.card(call.body())))),
        Route.post("/scoring/scorecard:simulate", "simulateScorecard")
            .says(TAG, "Ask what scores would be by another card; nothing changes")
            .body(CardJson.CARD, (call, body) -> cards(call).problemsOf(CardJson.card(body)))
            .asking()
            .answers(200, CardJson.SIMULATION, "Before and after")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                cards(call)
                    .simulate(CardJson.card(call.body()))
                    .map(simulation -> Reply.json(200, CardJson.of(simulation)))),
        Route.get(RULES, "listFitRules")
            .says(TAG, "List the rules by which leads fit")
            .answers(200, CardJson.RULES, "In their order")
            .refuses("forbidden")
            .handledBy(call ->
                cards(call)
                    .get()
                    .map(card ->
                        Reply.json(200, CardJson.of(card.card().rules()))
                            .version(card.revision().version()))),
        Route.post(RULES, "createFitRule")
            .says(TAG, "Add a rule to the card")
            .body(CardJson.RULE_DRAFT, (call, body) -> cards(call).problemsOf(CardJson.rule(body)))
            .answers(201, CardJson.RULE, "The rule")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                cards(call)
                    .addRule(CardJson.rule(call.body()))
                    .map(card -> {
                      FitRule rule = card.card().rules().getLast();
                      return Reply.json(201, CardJson.of(rule))
                          .version(card.revision().version())
                          .header("Location", call.link(RULES + "/" + rule.id()));
                    })),
        Route.get(RULES + "/{id}", "getFitRule")
            .says(TAG, "Read a rule of the card")
            .answers(200, CardJson.RULE, "The rule, with the version of the card")
            .refuses("not-found", "forbidden")
            .handledBy(call -> cards(call).get().then(card -> rule(card, id(call)))),
        Route.put(RULES + "/{id}", "changeFitRule")
            .says(TAG, "Have a rule say something else")
            .body(CardJson.RULE_DRAFT, (call, body) -> cards(call).problemsOf(CardJson.rule(body)))
            .versioned()
            .answers(200, CardJson.RULE, "The rule, with the version of the card")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(call ->
                cards(call)
                    .changeRule(id(call), CardJson.rule(call.body()))
                    .then(card -> rule(card, id(call)))),
        Route.delete(RULES + "/{id}", "removeFitRule")
            .says(TAG, "Take a rule off the card")
            .versioned()
            .answers(204, "It is gone")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(call -> cards(call).removeRule(id(call)).map(card -> Reply.empty(204))));
  }

  private static Outcome<Reply> rule(Scorecard card, UUID id) {
    return card.card().rules().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .map(rule ->
            Outcome.done(Reply.json(200, CardJson.of(rule)).version(card.revision().version())))
        .orElseGet(() -> Outcome.refused(NotFound.of("fit-rule", id)));
  }

  private static Outcome<Reply> shown(Outcome<Scorecard> outcome) {
    return outcome.map(
        card -> Reply.json(200, CardJson.of(card)).version(card.revision().version()));
  }

  private static Outcome<LeadScores.LeadScore> score(Call call) {
    return scores(call).of(lead(call), call.instant("asOf").orElse(null));
  }

  private static LeadScores scores(Call call) {
    return call.workspace().leadScores();
  }

  private static Scorecards cards(Call call) {
    return call.workspace().scorecard();
  }

  private static LeadId lead(Call call) {
    return new LeadId(call.id("lead"));
  }

  private static UUID id(Call call) {
    return call.id("fit-rule");
  }
}
