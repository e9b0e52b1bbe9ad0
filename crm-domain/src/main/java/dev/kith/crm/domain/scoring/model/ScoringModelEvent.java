package dev.kith.crm.domain.scoring.model;

import dev.kith.crm.domain.scoring.prediction.measure.Drift.Extent;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;
import org.jspecify.annotations.Nullable;

/** What happens to models. */
public sealed interface ScoringModelEvent extends DomainEvent {

  ScoringModelId model();

  @Override
  default Subject subject() {
    return ScoringModel.subjectOf(model());
  }

  /** A training has ended. */
  record Trained(ScoringModelId model, int number, int won, int lost) implements ScoringModelEvent {
    @Override
    public String type() {
      return "scoring-model.trained.v1";
    }
  }

  /** It predicts beside the active one. */
  record Shadowed(ScoringModelId model, int number) implements ScoringModelEvent {
    @Override
    public String type() {
      return "scoring-model.shadowed.v1";
    }
  }

  /**
   * Its predictions count from now on.
   *
   * @param before the one whose predictions counted until now; null for none
   */
  record Activated(ScoringModelId model, int number, @Nullable ScoringModelId before)
      implements ScoringModelEvent {
    @Override
    public String type() {
      return "scoring-model.activated.v1";
    }
  }

  record Retired(ScoringModelId model, int number) implements ScoringModelEvent {
    @Override
    public String type() {
      return "scoring-model.retired.v1";
    }
  }

  /** Leads have become different from those that it learned from, more than was known. */
  record Drifted(ScoringModelId model, int number, Extent extent) implements ScoringModelEvent {
    @Override
    public String type() {
      return "scoring-model.drifted.v1";
    }
  }
}
