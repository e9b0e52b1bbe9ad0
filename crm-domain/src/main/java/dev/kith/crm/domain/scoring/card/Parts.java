package dev.kith.crm.domain.scoring.card;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a score at a moment, each from 0 to 100.
 *
 * <p>Engagement is always there: a lead that has done nothing is known to have done nothing. If it
 * were missing instead, the first page that somebody looks at would lower their score.
 *
 * @param fit null where there are no rules for it, or it is not known of that moment
 * @param prediction the probability in percent; null where no model has predicted
 */
public record Parts(@Nullable Double fit, double engagement, @Nullable Double prediction) {

  public @Nullable Double of(Part part) {
    return switch (part) {
      case FIT -> fit;
      case ENGAGEMENT -> engagement;
      case PREDICTION -> prediction;
    };
  }
}
