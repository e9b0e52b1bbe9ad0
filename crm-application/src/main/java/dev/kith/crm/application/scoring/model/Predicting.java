package dev.kith.crm.application.scoring.model;

import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.scoring.ledger.ScoreWatch;
import dev.kith.crm.application.scoring.model.PredictionStore.LeadPrediction;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.scoring.prediction.PredictiveModel;
import dev.kith.crm.domain.scoring.prediction.Predictor;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what models predict up to date: of all leads when a model begins to predict and once a day,
 * and in between of those that have changed. A run that is killed is begun anew.
 */
final class Predicting {

  static final String PREDICT_ALL = "scoring.predict-all";
  static final String PREDICT_CHANGED = "scoring.predict-changed";

  private static final String MODEL = "model";
  private static final int AT_ONCE = 1_000;

  /** What a transaction wrote may show so much later than it says. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  /** Leads change in bunches; so long is waited for the rest of one. */
  private static final Duration BUNCH = Duration.ofSeconds(5);

  private final Kernel kernel;
  private final JobQueue jobs;
  private final LeadPictures pictures;
  private final PredictionStore store;
  private final ScoreWatch watch;

  /** As far as this process knows; the next run for what has changed finds out. */
  private volatile boolean predicts;

  Predicting(Kernel kernel, JobQueue jobs, ScoreWatch watch) {
    this.watch = watch;
    this.kernel = kernel;
    this.jobs = jobs;
    this.pictures = new LeadPictures(kernel.storage());
    this.store = kernel.storage().predictions();
  }

  /** Has all leads predicted by a model that begins to, and what is no longer needed forgotten. */
  void begin(ScoringModelId model) {
    predicts = true;
    jobs.enqueue(
        JobRequest.of(PREDICT_ALL)
            .with(MODEL, model.toString())
            .unique(PREDICT_ALL + "/" + model)
            .about(ScoringModel.subjectOf(model)));
    // What another model said before counts at once, or counts no more.
    watch.allChanged(ScoringModel.subjectOf(model) + "/" + kernel.now());
  }

  boolean predicts() {
    return predicts;
  }

  /** A lead has changed, and others have too, most likely. */
  void changed() {
    jobs.enqueue(
        JobRequest.of(PREDICT_CHANGED).unique(PREDICT_CHANGED).at(kernel.now().plus(BUNCH)));
  }

  /** Does the job {@link #PREDICT_ALL}: for one model, or for all that predict. */
  void predictAll(JobRun run) {
    String wanted = run.payload().get(MODEL);
    List<ScoringModel> models = kernel.storage().scoringModels().all();
    Optional<ScoringModelId> before =
        models.stream().flatMap(model -> model.before().stream()).findFirst();
    for (ScoringModel model : models) {
      // What the one before the active one said is kept, in case it comes back.
      if (!model.predicts() && !before.equals(Optional.of(model.id()))) {
        run.write(
                () -> {
                  store.forget(model.id());
                  return Outcome.done(model);
                })
            .orElseThrow();
      }
      boolean isMeant =
          wanted == null || model.id().equals(new ScoringModelId(UUID.fromString(wanted)));
      if (isMeant && model.predicts()) {
        predict(run, model.id(), after -> store.live(after, AT_ONCE));
      }
    }
  }

  /** Does the job {@link #PREDICT_CHANGED}. */
  void predictChanged(JobRun run) {
    boolean any = false;
    for (ScoringModel model : kernel.storage().scoringModels().all()) {
      if (model.predicts()) {
        any = true;
        Instant seen = store.seenTo(model.id()).orElse(null);
        // Without it the run for all leads is still to come.
        if (seen != null) {
          Instant since = seen.minus(OVERLAP);
          predict(run, model.id(), after -> store.changedSince(since, after, AT_ONCE));
        }
      }
    }
    predicts = any;
  }

  private void predict(
      JobRun run, ScoringModelId model, Function<@Nullable LeadId, List<LeadId>> next) {
    Instant begun = kernel.now();
    PredictiveModel trained =
        kernel.storage().scoringModels().document(model).orElseThrow().trained().model();
    Readers reader = Readers.of(List.of(trained));
    long done = 0;
    List<LeadId> leads = next.apply(null);
    while (!leads.isEmpty() && !run.isCancelled()) {
      List<LeadId> these = leads;
      long sum = done + these.size();
      run.write(() -> write(run, model, reader, these, sum)).orElseThrow();
      done = sum;
      leads = next.apply(these.getLast());
    }
    if (!run.isCancelled()) {
      run.write(
              () -> {
                store.setSeenTo(model, begun);
                return Outcome.done(model);
              })
          .orElseThrow();
    }
  }

  /** Nothing is written for a model that was retired meanwhile. */
  private Outcome<Boolean> write(
      JobRun run, ScoringModelId model, Readers reader, List<LeadId> leads, long done) {
    Optional<ScoringModel> predicting =
        kernel.storage().scoringModels().find(model).filter(ScoringModel::predicts);
    if (predicting.isPresent()) {
      store.saveAll(model, predicted(reader, leads));
    }
    if (predicting.filter(ScoringModel::isActive).isPresent()) {
      watch.changed(leads);
    }
    run.progress(done, null, "");
    return Outcome.done(predicting.isPresent());
  }

  private List<LeadPrediction> predicted(Readers reader, List<LeadId> leads) {
    Predictor predictor = reader.predictors().getFirst();
    Instant now = kernel.now();
    return pictures.asOf(now, leads, reader.columns()).stream()
        .map(picture ->
            new LeadPrediction(
                picture.lead().id(),
                predictor.probability(picture.values(), picture.known().at()),
                now))
        .toList();
  }
}
