package dev.kith.crm.domain.scoring.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * On which side of a threshold a lead is.
 *
 * @param above whether it was last crossed upwards
 * @param crossedAt when it was last crossed; null while it never was
 */
public record Standing(boolean above, @Nullable Instant crossedAt) {

  public static final Standing BELOW = new Standing(false, null);

  /** In which direction a threshold is crossed. */
  public enum Direction {
    UP,
    DOWN
  }

  /** Whether a score crosses the threshold now; a crossing that was made is not made again. */
  public Optional<Direction> crossing(Threshold threshold, double score, Instant now) {
    Instant resting = restingUntil(threshold);
    if (resting != null && now.isBefore(resting)) {
      return Optional.empty();
    }
    return wanted(threshold, score);
  }

  private Optional<Direction> wanted(Threshold threshold, double score) {
    return above
        ? score < threshold.exit() ? Optional.of(Direction.DOWN) : Optional.empty()
        : score >= threshold.enter() ? Optional.of(Direction.UP) : Optional.empty();
  }

  public Standing crossed(Direction direction, Instant now) {
    return new Standing(direction == Direction.UP, now);
  }

  /**
   * The next moment at which the score crosses the threshold by the mere passing of time, if
   * nothing more happens.
   *
   * @param now at which it does not cross it
   */
  public Optional<Instant> nextCrossing(Threshold threshold, ScoreCurve curve, Instant now) {
    Instant resting = restingUntil(threshold);
    Instant from = resting != null && resting.isAfter(now) ? resting : now;
    if (wanted(threshold, curve.at(from)).isPresent()) {
      return Optional.of(from);
    }
    return above
        ? curve.firstBelow(threshold.exit(), from)
        : curve.firstAtLeast(threshold.enter(), from);
  }

  private @Nullable Instant restingUntil(Threshold threshold) {
    return crossedAt == null ? null : crossedAt.plus(threshold.coolDown());
  }
}
