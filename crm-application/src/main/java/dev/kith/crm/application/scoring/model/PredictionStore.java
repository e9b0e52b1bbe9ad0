package dev.kith.crm.application.scoring.model;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps predictions, and finds the leads that models learn from and predict. */
public interface PredictionStore {

  /** What a model says of a lead. */
  record LeadPrediction(LeadId lead, double probability, Instant predictedAt) {}

  /** Keeps what a model says of these leads, in place of what it said of them before. */
  void saveAll(ScoringModelId model, List<LeadPrediction> predictions);

  /** What the model says of these leads; those that it has not predicted are missing. */
  Map<LeadId, LeadPrediction> of(ScoringModelId model, Collection<LeadId> leads);

  /** What the active model says of these leads, by one statement. */
  Map<LeadId, Double> probabilities(Collection<LeadId> leads);

  /**
   * How many live leads have a prediction of the model in each twentieth of probability, the least
   * likely first.
   */
  List<Long> histogram(ScoringModelId model);

  /** Forgets all that a model said, and how far it had got. */
  void forget(ScoringModelId model);

  /** Up to when a model has seen leads change; empty if it has not yet been through all. */
  Optional<Instant> seenTo(ScoringModelId model);

  void setSeenTo(ScoringModelId model, Instant moment);

  /**
   * Live leads that were won or lost, whoever they are: those that were closed last come first.
   *
   * @param since only those that were closed after this moment; null for all
   */
  List<LeadId> closed(@Nullable Instant since, int limit);

  /**
   * Live leads in the order of their ids.
   *
   * @param after only leads behind this one; null from the beginning
   */
  List<LeadId> live(@Nullable LeadId after, int limit);

  /**
   * Live leads that have changed from a moment on, or that were heard of, in the order of their
   * ids.
   *
   * @param after only leads behind this one; null from the beginning
   */
  List<LeadId> changedSince(Instant moment, @Nullable LeadId after, int limit);
}
