package dev.kith.crm.application.scoring.model;

import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.Recurring;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.scoring.ledger.ScoreWatch;
import dev.kith.crm.domain.job.Schedule;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Wires scoring models. */
public final class ModelFeature {

  /** What changes what is known of a lead before work on it begins. */
  private static final Set<String> CHANGES =
      Set.of(
          "lead.captured.v1",
          "lead.edited.v1",
          "lead.engaged.v1",
          "lead.touched.v1",
          "lead.touches-taken-back.v1",
          "lead.consent-recorded.v1",
          "lead.enriched.v1",
          "lead.reawakened.v1",
          "lead.restored.v1",
          "lead.merged.v1",
          "lead.merge-undone.v1");

  private final Kernel kernel;
  private final JobFeature jobs;
  private final Learning learning;
  private final Predicting predicting;

  /**
   * @param watch told of leads of which the active model says something else
   */
  public ModelFeature(Kernel kernel, JobFeature jobs, ScoreWatch watch) {
    this.kernel = kernel;
    this.jobs = jobs;
    this.learning = new Learning(kernel);
    this.predicting = new Predicting(kernel, jobs.queue(), watch);
  }

  public ScoringModels models(Context context) {
    return new ModelService(kernel, context, jobs.queue(), learning, predicting);
  }

  /** What the active model predicts, for features that go on with it. */
  public Predictions predictions() {
    return kernel.storage().predictions()::probabilities;
  }

  /** Has jobs of models done. */
  public void register() {
    jobs.register(Learning.TRAIN, learning::train);
    jobs.register(Learning.WATCH, learning::watch);
    jobs.register(Predicting.PREDICT_ALL, predicting::predictAll);
    jobs.register(Predicting.PREDICT_CHANGED, predicting::predictChanged);
  }

  public static List<Recurring> routines() {
    return List.of(
        // A safety net: changes ask for it themselves, see the reaction.
        new Recurring(
            "predict-changed-leads",
            Schedule.every(Duration.ofMinutes(15)),
            Predicting.PREDICT_CHANGED),
        new Recurring(
            "predict-all-leads",
            Schedule.daily(LocalTime.of(4, 0), ZoneOffset.UTC),
            Predicting.PREDICT_ALL),
        new Recurring(
            "watch-drift", Schedule.daily(LocalTime.of(4, 30), ZoneOffset.UTC), Learning.WATCH));
  }

  /** Whether an event of this type changes a prediction. */
  public boolean wants(String type) {
    return predicting.predicts() && CHANGES.contains(type);
  }

  /** Has leads that have changed predicted anew, all that change within some seconds together. */
  public void predictSoon() {
    predicting.changed();
  }
}
