package dev.kith.crm.application.scoring.model;

import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.model.Influence;
import dev.kith.crm.domain.scoring.model.LeadColumns;
import dev.kith.crm.domain.scoring.model.LeadPast;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.scoring.model.ScoringModelRefusal;
import dev.kith.crm.domain.scoring.model.TrainedDocument;
import dev.kith.crm.domain.scoring.prediction.Contribution;
import dev.kith.crm.domain.scoring.prediction.Prediction;
import dev.kith.crm.domain.scoring.prediction.Predictor;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class ModelService implements ScoringModels {

  static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  static final Permission ADMINISTER = new Permission(Feature.LEAD, Action.ADMINISTER);

  static final Changes.Kind<ScoringModelId, ScoringModel> MODEL =
      new Changes.Kind<>(
          Feature.LEAD,
          ScoringModel.class,
          ScoringModel::subjectOf,
          ScoringModel::facts,
          model -> null);

  private static final String HIDDEN = "(hidden)";

  private final Kernel kernel;
  private final Context context;
  private final JobQueue jobs;
  private final Learning learning;
  private final Predicting predicting;
  private final LeadPictures pictures;
  private final ScoringModelStore store;

  ModelService(
      Kernel kernel, Context context, JobQueue jobs, Learning learning, Predicting predicting) {
    this.kernel = kernel;
    this.context = context;
    this.jobs = jobs;
    this.learning = learning;
    this.predicting = predicting;
    this.pictures = new LeadPictures(kernel.storage());
    this.store = kernel.storage().scoringModels();
  }

  @Override
  public Outcome<List<ScoringModel>> list() {
    return viewing(() -> Outcome.done(store.all()));
  }

  @Override
  public Outcome<Whole> get(ScoringModelId id) {
    return viewing(() ->
        store
            .find(id)
            .map(model -> Outcome.done(whole(model)))
            .orElseGet(() -> Outcome.refused(NotFound.of("scoring-model", id.value()))));
  }

  private Whole whole(ScoringModel model) {
    TrainedDocument document = learning.document(model.id());
    return new Whole(model, document, Influence.of(document.trained()));
  }

  @Override
  public Outcome<JobId> train(Wish wish) {
    return administering(() -> {
      List<Violation> unknown = new ArrayList<>();
      List<String> known = learning.columns().names();
      unknown("excluded", wish.excluded(), known, unknown);
      unknown("trusted", wish.trusted(), known, unknown);
      return unknown.isEmpty()
          ? Outcome.done(jobs.enqueue(Learning.request(wish, context)))
          : Outcome.refused(new Invalid(unknown));
    });
  }

  private static void unknown(
      String field, List<String> columns, List<String> known, List<Violation> violations) {
    for (String column : columns) {
      if (!known.contains(column)) {
        violations.add(
            Violation.at(
                field,
                "not-one-of",
                "There is no column “"
                    + column
                    + "”; there are "
                    + String.join(", ", known)
                    + "."));
      }
    }
  }

  @Override
  public Outcome<ScoringModel> shadow(ScoringModelId id) {
    return administering(() ->
        changes(context)
            .change(
                id,
                Action.ADMINISTER,
                "scoring-model.shadow",
                "",
                model -> {
                  predicting.begin(id);
                  return model.shadow(kernel.now());
                }));
  }

  @Override
  public Outcome<ScoringModel> activate(ScoringModelId id) {
    return administering(() ->
        changes(context)
            .change(
                id,
                Action.ADMINISTER,
                "scoring-model.activate",
                "",
                model -> {
                  ScoringModel incumbent = store.active().orElse(null);
                  predicting.begin(id);
                  return model
                      .activate(incumbent, kernel.now())
                      .then(change ->
                          incumbent == null || incumbent.id().equals(id)
                              ? Outcome.done(change)
                              : retired(incumbent).map(old -> change));
                }));
  }

  @Override
  public Outcome<ScoringModel> rollBack() {
    // Once as a whole: when it is repeated, another model is active.
    return administering(() ->
        kernel
            .idempotency()
            .once(
                context,
                "scoring-models.roll-back",
                "",
                ScoringModel.class,
                () -> {
                  ScoringModel givenUp = store.active().orElse(null);
                  ScoringModelId before = givenUp == null ? null : givenUp.before().orElse(null);
                  return givenUp == null || before == null
                      ? Outcome.refused(new ScoringModelRefusal.NoneBefore())
                      : rolledBack(givenUp, before);
                }));
  }

  private Outcome<ScoringModel> rolledBack(ScoringModel givenUp, ScoringModelId before) {
    return changes(context.unrepeated())
        .change(
            before,
            Action.ADMINISTER,
            "scoring-model.roll-back",
            "",
            model -> {
              predicting.begin(before);
              return retired(givenUp).then(old -> model.comeBack(old, kernel.now()));
            });
  }

  /** What makes room for another, in the same run. */
  private Outcome<ScoringModel> retired(ScoringModel model) {
    return changes(context.further())
        .change(
            model.id(),
            Action.ADMINISTER,
            "scoring-model.retire",
            "",
            found -> found.retire(kernel.now()));
  }

  @Override
  public Outcome<ScoringModel> retire(ScoringModelId id) {
    return administering(() ->
        changes(context)
            .change(
                id,
                Action.ADMINISTER,
                "scoring-model.retire",
                "",
                model -> {
                  predicting.begin(id);
                  return model.retire(kernel.now());
                }));
  }

  @Override
  public Outcome<Simulation> simulate(ScoringModelId id) {
    return administering(() ->
        store
            .find(id)
            .map(model -> Outcome.done(simulated(model)))
            .orElseGet(() -> Outcome.refused(NotFound.of("scoring-model", id.value()))));
  }

  private Simulation simulated(ScoringModel model) {
    return new Simulating(kernel, pictures, !hidden().isEmpty())
        .of(readers(Stream.concat(Stream.of(model), store.active().stream()).toList()));
  }

  private Readers readers(List<ScoringModel> models) {
    return Readers.of(
        models.stream().map(model -> learning.document(model.id()).trained().model()).toList());
  }

  @Override
  public Outcome<Report> report() {
    return viewing(() ->
        store
            .active()
            .map(model -> {
              Whole whole = whole(model);
              return Outcome.done(
                  new Report(
                      whole,
                      learning.drift(model, whole.document()),
                      kernel.storage().predictions().histogram(model.id())));
            })
            .orElseGet(() -> Outcome.refused(new ScoringModelRefusal.NoneActive())));
  }

  @Override
  public Outcome<LeadPrediction> predict(LeadId lead, @Nullable Instant asOf) {
    Instant now = kernel.now();
    Instant moment = asOf == null ? now : asOf;
    return shown(() ->
        new LeadReach(kernel.storage().leads(), context.actor())
            .find(lead, Action.VIEW)
            .then(found ->
                moment.isAfter(now)
                    ? Outcome.refused(
                        Invalid.of(Violation.at("asOf", "in-future", "This lies in the future.")))
                    : store
                        .active()
                        .map(model -> predicted(lead, moment, model))
                        .orElseGet(() -> Outcome.refused(new ScoringModelRefusal.NoneActive()))));
  }

  private Outcome<LeadPrediction> predicted(LeadId lead, Instant moment, ScoringModel active) {
    List<ScoringModel> others =
        store.all().stream().filter(model -> model.predicts() && !model.isActive()).toList();
    Readers readers = readers(Stream.concat(Stream.of(active), others.stream()).toList());
    List<LeadPictures.Picture> found = pictures.asOf(moment, List.of(lead), readers.columns());
    if (found.isEmpty()) {
      return Outcome.refused(
          Invalid.of(Violation.at("asOf", "too-early", "The lead was not there yet.")));
    }
    LeadPast.Known known = found.getFirst().known();
    List<String> values = found.getFirst().values();
    Prediction prediction = readers.predictors().getFirst().explain(values, known.at());
    List<Shadow> shadows = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      ScoringModel model = others.get(i);
      Predictor predictor = readers.predictors().get(i + 1);
      shadows.add(
          new Shadow(model.id(), model.number(), predictor.probability(values, known.at())));
    }
    return Outcome.done(
        new LeadPrediction(lead, active, moment, known.at(), discreet(prediction), shadows));
  }

  /** Without what stands in fields that are hidden from the actor; what that adds is told. */
  private Prediction discreet(Prediction prediction) {
    Set<String> hidden = hidden();
    if (hidden.isEmpty()) {
      return prediction;
    }
    List<Contribution> contributions = new ArrayList<>();
    for (Contribution one : prediction.contributions()) {
      List<String> values = new ArrayList<>(one.values());
      for (int i = 0; i < values.size(); i++) {
        String field = LeadColumns.fieldOf(one.columns().get(i));
        if (field != null && hidden.contains(field)) {
          values.set(i, HIDDEN);
        }
      }
      contributions.add(new Contribution(one.columns(), values, one.logOdds()));
    }
    return new Prediction(prediction.probability(), prediction.bias(), contributions);
  }

  private Set<String> hidden() {
    return context.actor().grants().maskedFieldsOf(Feature.LEAD);
  }

  private Changes<ScoringModelId, ScoringModel> changes(Context within) {
    return new Changes<>(MODEL, store, kernel, within);
  }

  private <T> Outcome<T> viewing(Supplier<Outcome<T>> next) {
    return shown(() -> Permits.requireOnAll(context.actor(), VIEW, next));
  }

  private <T> Outcome<T> administering(Supplier<Outcome<T>> next) {
    return shown(() -> Permits.requireOnAll(context.actor(), ADMINISTER, next));
  }

  private <T> Outcome<T> shown(Supplier<Outcome<T>> next) {
    return hidden().contains("score")
        ? Outcome.refused(new Forbidden(VIEW.code(), "The scores of leads are hidden from you."))
        : next.get();
  }
}
