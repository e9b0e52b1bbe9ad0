package dev.kith.crm.application.scoring.model;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.scoring.model.TrainedDocument;
import java.util.List;
import java.util.Optional;

/**
 * Keeps models and what they have learned. No two have one number, and at most one is active:
 * adding and updating throw {@link dev.kith.crm.application.kernel.ConcurrentChangeException} where
 * that would be broken, since somebody else was faster.
 */
public interface ScoringModelStore extends AggregateStore<ScoringModelId, ScoringModel> {

  /** All models, the newest first. */
  List<ScoringModel> all();

  Optional<ScoringModel> active();

  /** Keeps what a model has learned, once and for ever. */
  void addDocument(ScoringModelId model, TrainedDocument document);

  Optional<TrainedDocument> document(ScoringModelId model);
}
