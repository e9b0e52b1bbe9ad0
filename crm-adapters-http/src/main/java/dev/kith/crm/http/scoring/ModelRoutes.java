package dev.kith.crm.http.scoring;

import dev.kith.crm.application.scoring.model.ScoringModels;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.job.JobRoutes;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;

/** Models that predict which leads are won, over REST. */
final class ModelRoutes {

  private static final String TAG = "Scoring";

  private ModelRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/scoring/models", "listScoringModels")
            .says(TAG, "List the models that predict which leads are won")
            .answers(200, ModelJson.MODELS, "All of them, the newest first")
            .refuses("forbidden")
            .handledBy(call -> models(call).list().map(all -> Reply.json(200, ModelJson.of(all)))),
        Route.post("/scoring/models:train", "trainScoringModel")
            .says(TAG, "Train a model on the leads that were won and lost; it becomes a draft")
            .body(ModelJson.WISH)
            .answers(202, JobRoutes.JOB, "The job that does it")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                models(call)
                    .train(ModelJson.wish(call.body()))
                    .then(id -> JobRoutes.accepted(call, id))),
        Route.post("/scoring/models:roll-back", "rollBackScoringModel")
            .says(TAG, "Give the active model up for the one whose place it took")
            .answers(200, ModelJson.MODEL, "The model that is active now")
            .refuses("forbidden", "scoring-model-none-before")
            .handledBy(call -> shown(models(call).rollBack())),
        Route.get("/scoring/models/{id}", "getScoringModel")
            .says(TAG, "Read a model: how good it is, what it goes by, what it left out and why")
            .answers(200, ModelJson.WHOLE, "The model")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                models(call)
                    .get(id(call))
                    .map(whole ->
                        Reply.json(200, ModelJson.of(whole))
                            .version(whole.model().revision().version()))),
        Route.post("/scoring/models/{id}:activate", "activateScoringModel")
            .says(TAG, "Have its predictions count, if it is better than the active one")
            .versioned()
            .answers(200, ModelJson.MODEL, "The model as it is now")
            .refuses(
                "not-found",
                "forbidden",
                "invalid-transition",
                "scoring-model-not-better",
                "scoring-model-not-compared")
            .handledBy(call -> shown(models(call).activate(id(call)))),
        Route.post("/scoring/models/{id}:shadow", "shadowScoringModel")
            .says(TAG, "Have it predict beside the active one, without counting")
            .versioned()
            .answers(200, ModelJson.MODEL, "The model as it is now")
            .refuses("not-found", "forbidden", "invalid-transition")
            .handledBy(call -> shown(models(call).shadow(id(call)))),
        Route.post("/scoring/models/{id}:retire", "retireScoringModel")
            .says(TAG, "End the use of a model")
            .versioned()
            .answers(200, ModelJson.MODEL, "The model as it is now")
            .refuses("not-found", "forbidden")
            .handledBy(call -> shown(models(call).retire(id(call)))),
        Route.post("/scoring/models/{id}:simulate", "simulateScoringModel")
            .says(TAG, "Ask what would change for open leads if it were active")
            .asking()
            .answers(200, ModelJson.SIMULATION, "What would change; nothing is written")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                models(call)
                    .simulate(id(call))
                    .map(simulation -> Reply.json(200, ModelJson.of(simulation)))),
        Route.get("/scoring/metrics", "getScoringMetrics")
            .says(TAG, "Read how good the active model is, and how far leads have moved since")
            .answers(200, ModelJson.REPORT, "Quality, drift, and how leads are spread")
            .refuses("forbidden", "scoring-model-none-active")
            .handledBy(
                call -> models(call).report().map(report -> Reply.json(200, ModelJson.of(report)))),
        Route.get("/leads/{id}/prediction", "getLeadPrediction")
            .says(TAG, "Read how likely a lead is won, now or as of a moment, and why")
            .query("asOf", Shape.instant(), "As of when; now if it is missing")
            .answers(200, ModelJson.PREDICTION, "The prediction, and what each field adds to it")
            .refuses("not-found", "forbidden", "invalid", "scoring-model-none-active")
            .handledBy(call ->
                models(call)
                    .predict(new LeadId(call.id("lead")), call.instant("asOf").orElse(null))
                    .map(one -> Reply.json(200, ModelJson.of(one)))));
  }

  private static Outcome<Reply> shown(Outcome<ScoringModel> outcome) {
    return outcome.map(
        model -> Reply.json(200, ModelJson.of(model)).version(model.revision().version()));
  }

  private static ScoringModels models(Call call) {
    return call.workspace().scoringModels();
  }

  private static ScoringModelId id(Call call) {
    return new ScoringModelId(call.id("scoring-model"));
  }
}
