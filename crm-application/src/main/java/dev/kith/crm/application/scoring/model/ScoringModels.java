package dev.kith.crm.application.scoring.model;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.model.Influence;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.scoring.model.TrainedDocument;
import dev.kith.crm.domain.scoring.prediction.DriftReport;
import dev.kith.crm.domain.scoring.prediction.Prediction;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Models that predict which leads are won. Reading needs {@code lead:view} and changing {@code
 * lead:administer}, both on all leads; what is predicted for one lead needs {@code lead:view} on
 * it. Where a role hides the score of leads, all of this is refused with {@code forbidden}.
 *
 * <p>A model learns from the leads that were qualified or converted, and from those that were
 * disqualified, as they were when work on them began; see {@link
 * dev.kith.crm.domain.scoring.model.LeadPast}.
 */
public interface ScoringModels {

  /** Of more closed leads, those that were closed last are learned from. */
  int MOST_EXAMPLES = 200_000;

  /** A simulation looks at so many leads. */
  int MOST_SIMULATED = 10_000;

  /** Drift is measured on so many leads at most, those that were closed last. */
  int MOST_LATER = 5_000;

  /**
   * How to train.
   *
   * @param seed where chance starts: the same leads and the same seed make the same model
   * @param excluded columns that are not to be used
   * @param trusted columns that are to be used even if they seem to give the outcome away
   */
  record Wish(long seed, List<String> excluded, List<String> trusted) {
    public static final Wish USUAL = new Wish(1, List.of(), List.of());

    public Wish {
      excluded = ImmutableList.copyOf(excluded);
      trusted = ImmutableList.copyOf(trusted);
    }
  }

  /**
   * A model with all that came of its training.
   *
   * @param influences what it goes by, what changes most first
   */
  record Whole(ScoringModel model, TrainedDocument document, List<Influence> influences) {
    public Whole {
      influences = List.copyOf(influences);
    }
  }

  /** All models, the newest first. */
  Outcome<List<ScoringModel>> list();

  /** Refused with {@code not-found}, {@code forbidden}. */
  Outcome<Whole> get(ScoringModelId id);

  /**
   * Has a model trained by a job, which ends with a draft; it works from no closed lead on. A
   * training that waits or runs already is joined. Refused with {@code invalid} if there are no
   * such columns.
   */
  Outcome<JobId> train(Wish wish);

  /** Has it predict beside the active one. Refused with {@code invalid-transition}. */
  Outcome<ScoringModel> shadow(ScoringModelId id);

  /**
   * Makes it the one whose predictions count, and retires the one that was. Refused with {@code
   * scoring-model-not-better} if that one did as well on the newest examples, with {@code
   * scoring-model-not-compared} if the two were never compared, and with {@code
   * invalid-transition}.
   */
  Outcome<ScoringModel> activate(ScoringModelId id);

  /**
   * Gives the active model up for the one whose place it took.
   *
   * @return the one that is active now. Refused with {@code scoring-model-none-before}.
   */
  Outcome<ScoringModel> rollBack();

  /** Ends its use. */
  Outcome<ScoringModel> retire(ScoringModelId id);

  /**
   * What would change if a model were the active one.
   *
   * @param leads how many were looked at: live ones that are still open, up to {@link
   *     #MOST_SIMULATED}
   * @param before how many of them are in each twentieth of probability by the active model, the
   *     least likely first; null without one
   * @param after the same by the model
   * @param moved the leads whose probability would change most
   */
  record Simulation(int leads, @Nullable List<Long> before, List<Long> after, List<Moved> moved) {
    public Simulation {
      moved = List.copyOf(moved);
    }
  }

  /**
   * @param before null without an active model
   */
  record Moved(LeadId lead, String name, @Nullable Double before, double after) {}

  /** Says what would be predicted by a model; nothing is written. */
  Outcome<Simulation> simulate(ScoringModelId id);

  /**
   * How good the active model is.
   *
   * @param whole with its quality on examples that were kept back from it
   * @param drift how far the leads that were closed since are from those that it learned from
   * @param histogram how many live leads are in each twentieth of probability
   */
  record Report(Whole whole, DriftReport drift, List<Long> histogram) {
    public Report {
      histogram = List.copyOf(histogram);
    }
  }

  /** Refused with {@code scoring-model-none-active}. */
  Outcome<Report> report();

  /**
   * What the active model says of a lead.
   *
   * @param asOf as of when
   * @param knownAt when that was known which counts: this moment, or when work on the lead began
   * @param prediction bias and contributions, which add up to the log-odds of the probability; of
   *     fields that are hidden from the actor the values are hidden
   * @param shadows what the models in its shadow say
   */
  record LeadPrediction(
      LeadId lead,
      ScoringModel model,
      Instant asOf,
      Instant knownAt,
      Prediction prediction,
      List<Shadow> shadows) {
    public LeadPrediction {
      shadows = List.copyOf(shadows);
    }
  }

  /** What another model says, on which nobody acts. */
  record Shadow(ScoringModelId model, int number, double probability) {}

  /**
   * Predicts a lead as it was at a moment. Refused with {@code scoring-model-none-active}, {@code
   * not-found}, {@code forbidden}, and {@code invalid} if the moment lies ahead or the lead was not
   * there yet.
   *
   * @param asOf null for now
   */
  Outcome<LeadPrediction> predict(LeadId lead, @Nullable Instant asOf);
}
