package dev.kith.crm.domain.scoring.card;

import com.google.common.collect.ImmutableMap;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The weighted mean of the parts that there are. A part that is missing, or weighs nothing, is left
 * out: the others share its weight by their own ratio, so it neither lifts nor lowers the score.
 *
 * @param factors by which each part is multiplied, 1 in all; none of parts that are left out
 */
public record CombinedScore(Parts parts, Map<Part, Double> factors) {

  public CombinedScore {
    factors = ImmutableMap.copyOf(factors);
  }

  /** Empty where nothing that weighs anything is known. */
  public static Optional<CombinedScore> of(Parts parts, Weights weights) {
    int sum = 0;
    for (Part part : Part.values()) {
      sum += parts.of(part) == null ? 0 : weights.of(part);
    }
    if (sum == 0) {
      return Optional.empty();
    }
    Map<Part, Double> factors = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      if (parts.of(part) != null && weights.of(part) > 0) {
        factors.put(part, (double) weights.of(part) / sum);
      }
    }
    return Optional.of(new CombinedScore(parts, factors));
  }

  public double factor(Part part) {
    return factors.getOrDefault(part, 0.0);
  }

  /** How many points of the score a part gives. */
  public double share(Part part) {
    Double value = parts.of(part);
    return value == null ? 0 : factor(part) * value;
  }

  /** From 0 to 100. */
  public double exact() {
    double exact = 0;
    for (Part part : Part.values()) {
      exact += share(part);
    }
    return Math.clamp(exact, 0, 100);
  }

  /** In whole points, halves upwards. */
  public int value() {
    return (int) Math.floor(exact() + 0.5);
  }
}
