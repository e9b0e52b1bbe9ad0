package dev.kith.crm.application.scoring.model;

import com.google.common.base.Splitter;
import com.google.common.collect.Lists;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.scoring.model.ScoringModels.Wish;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.model.LeadColumns;
import dev.kith.crm.domain.scoring.model.LeadOutcome;
import dev.kith.crm.domain.scoring.model.Lessons;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.scoring.model.ScoringModelStatus;
import dev.kith.crm.domain.scoring.model.TrainedDocument;
import dev.kith.crm.domain.scoring.prediction.DriftReport;
import dev.kith.crm.domain.scoring.prediction.Trained;
import dev.kith.crm.domain.scoring.prediction.Training;
import dev.kith.crm.domain.scoring.prediction.TrainingSettings;
import dev.kith.crm.domain.scoring.prediction.Trial;
import dev.kith.crm.domain.scoring.prediction.example.Example;
import dev.kith.crm.domain.scoring.prediction.example.Examples;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Trains models, and watches how far the world moves away from the active one. All that a training
 * finds out is written by one transaction at its end, so that one that is killed leaves nothing,
 * and the next begins anew.
 */
final class Learning {

  static final String TRAIN = "scoring.train";
  static final String WATCH = "scoring.watch-drift";

  private static final String SEED = "seed";
  private static final String EXCLUDED = "excluded";
  private static final String TRUSTED = "trusted";

  /** Names of columns have commas, but no line breaks. */
  private static final String BETWEEN = "\n";

  /** A new model is compared with so many others, the newest that are not retired. */
  private static final int MOST_RIVALS = 10;

  private final Kernel kernel;
  private final LeadPictures pictures;

  Learning(Kernel kernel) {
    this.kernel = kernel;
    this.pictures = new LeadPictures(kernel.storage());
  }

  static JobRequest request(Wish wish, Context context) {
    return JobRequest.of(TRAIN)
        .with(SEED, Long.toString(wish.seed()))
        .with(EXCLUDED, String.join(BETWEEN, wish.excluded()))
        .with(TRUSTED, String.join(BETWEEN, wish.trusted()))
        .unique(TRAIN)
        .by(context);
  }

  private static Wish wish(Map<String, String> payload) {
    Splitter columns = Splitter.on(BETWEEN).omitEmptyStrings();
    return new Wish(
        Long.parseLong(payload.getOrDefault(SEED, "1")),
        columns.splitToList(payload.getOrDefault(EXCLUDED, "")),
        columns.splitToList(payload.getOrDefault(TRUSTED, "")));
  }

  /** Does the job {@link #TRAIN}. */
  void train(JobRun run) {
    Wish wish = wish(run.payload());
    List<LeadId> closed = kernel.storage().predictions().closed(null, ScoringModels.MOST_EXAMPLES);
    Optional<Examples> read = examples(run, closed);
    if (read.isEmpty()) {
      return;
    }
    Examples examples = read.get();
    TrainingSettings settings =
        TrainingSettings.usual()
            .withSeed(wish.seed())
            .excluding(wish.excluded())
            .trusting(wish.trusted());
    run.progress(examples.size(), (long) examples.size(), "Learning from the older leads");
    Trial trial = Trial.of(examples, settings);
    if (run.isCancelled()) {
      return;
    }
    List<Lessons.Rival> rivals = rivals(trial);
    run.progress(examples.size(), (long) examples.size(), "Learning from all leads");
    Trained trained = Training.on(examples, settings);
    if (run.isCancelled()) {
      return;
    }
    Lessons lessons = lessons(wish, examples, trained, trial, rivals);
    run.finish(() ->
            changes(run.systemContext())
                .createOwn("scoring-model.train", wish, () -> birth(lessons))
                .map(model -> {
                  kernel
                      .storage()
                      .scoringModels()
                      .addDocument(model.id(), new TrainedDocument(trained, trial.quality()));
                  run.progress(
                      examples.size(),
                      (long) examples.size(),
                      "Model " + model.number() + " is a draft");
                  return model;
                }))
        .orElseThrow();
  }

  private Outcome<Change<ScoringModel>> birth(Lessons lessons) {
    int number =
        1
            + kernel.storage().scoringModels().all().stream()
                .mapToInt(ScoringModel::number)
                .max()
                .orElse(0);
    return Outcome.done(
        ScoringModel.trained(
            new ScoringModelId(kernel.ids().next()), number, lessons, kernel.now()));
  }

  private Changes<ScoringModelId, ScoringModel> changes(Context context) {
    return new Changes<>(ModelService.MODEL, kernel.storage().scoringModels(), kernel, context);
  }

  private static Lessons lessons(
      Wish wish, Examples examples, Trained trained, Trial trial, List<Lessons.Rival> rivals) {
    int won = examples.won();
    return new Lessons(
        won,
        examples.size() - won,
        examples.rows().stream().map(Example::at).min(Comparator.naturalOrder()).orElse(null),
        examples.rows().stream().map(Example::at).max(Comparator.naturalOrder()).orElse(null),
        wish.seed(),
        wish.excluded(),
        wish.trusted(),
        trained.model().method(),
        trial.newest().size(),
        trial.quality().logLoss(),
        trial.quality().auc(),
        rivals);
  }

  private List<Lessons.Rival> rivals(Trial trial) {
    return kernel.storage().scoringModels().all().stream()
        .filter(model -> model.status().name() != ScoringModelStatus.Name.RETIRED)
        .sorted(Comparator.comparing(ScoringModel::isActive).reversed())
        .limit(MOST_RIVALS)
        .map(model ->
            new Lessons.Rival(
                model.id(),
                Trial.quality(document(model.id()).trained().model(), trial.newest()).logLoss()))
        .toList();
  }

  TrainedDocument document(ScoringModelId model) {
    return kernel.storage().scoringModels().document(model).orElseThrow();
  }

  /** What came of these leads, and what was known of them; empty if the job is to stop. */
  private Optional<Examples> examples(JobRun run, List<LeadId> closed) {
    LeadColumns columns = columns();
    List<Example> rows = new ArrayList<>(closed.size());
    long seen = 0;
    for (List<LeadId> some : Lists.partition(closed, LeadPictures.AT_ONCE)) {
      if (run.isCancelled()) {
        return Optional.empty();
      }
      rows.addAll(examples(some, columns));
      seen += some.size();
      run.progress(seen, (long) closed.size(), "Reading closed leads");
    }
    return Optional.of(new Examples(columns.names(), rows));
  }

  /** What can be known of leads now. */
  LeadColumns columns() {
    return LeadColumns.with(
        kernel.storage().leadReads().customFieldNames("", LeadQueries.MOST_CUSTOM_FIELDS));
  }

  private List<Example> examples(List<LeadId> closed, LeadColumns columns) {
    return pictures.asOf(kernel.now(), closed, columns).stream()
        .map(picture ->
            LeadOutcome.of(picture.lead().status())
                .map(outcome ->
                    new Example(picture.values(), outcome == LeadOutcome.WON, picture.known().at()))
                .orElse(null))
        .filter(Objects::nonNull)
        .toList();
  }

  /** How far the leads that were closed after a model was trained are from its examples. */
  DriftReport drift(ScoringModel model, TrainedDocument document) {
    Instant trained = model.revision().createdAt();
    List<LeadId> later = kernel.storage().predictions().closed(trained, ScoringModels.MOST_LATER);
    LeadColumns columns = LeadColumns.reading(document.trained().model().columns());
    return DriftReport.of(
        document.trained(), new Examples(columns.names(), examples(later, columns)));
  }

  /** Does the job {@link #WATCH}. */
  void watch(JobRun run) {
    kernel
        .storage()
        .scoringModels()
        .active()
        .ifPresent(model -> {
          DriftReport report = drift(model, document(model.id()));
          run.write(() ->
                  changes(run.systemContext())
                      .change(
                          model.id(),
                          Action.ADMINISTER,
                          "scoring-model.watch",
                          report.worst(),
                          found -> Outcome.done(found.drifted(report.worst(), kernel.now()))))
              .orElseThrow();
        });
  }
}
