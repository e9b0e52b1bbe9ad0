package dev.kith.crm.domain.scoring.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a model stands; {@link #since()} is when it came there.
 *
 * <pre>
 * Draft → Shadow → Active → Retired
 * Draft → Active, Draft → Retired, Shadow → Retired
 * Retired → Active, if it was active and the one that took its place is given up
 * </pre>
 */
public sealed interface ScoringModelStatus {

  /** The names by which states are stored, filtered and shown. */
  enum Name {
    DRAFT,
    SHADOW,
    ACTIVE,
    RETIRED
  }

  Instant since();

  Name name();

  /** Trained, and in no use. */
  record Draft(Instant since) implements ScoringModelStatus {
    @Override
    public Name name() {
      return Name.DRAFT;
    }
  }

  /** Predicts beside the active one, and nobody acts on it. */
  record Shadow(Instant since) implements ScoringModelStatus {
    @Override
    public Name name() {
      return Name.SHADOW;
    }
  }

  /**
   * The one whose predictions count.
   *
   * @param before the one whose place it took; null for none
   */
  record Active(Instant since, @Nullable ScoringModelId before) implements ScoringModelStatus {
    @Override
    public Name name() {
      return Name.ACTIVE;
    }
  }

  /**
   * In use no more.
   *
   * @param before whose place it had taken, if it was active
   * @param wasActive whether it can come back
   */
  record Retired(Instant since, @Nullable ScoringModelId before, boolean wasActive)
      implements ScoringModelStatus {
    @Override
    public Name name() {
      return Name.RETIRED;
    }
  }
}
