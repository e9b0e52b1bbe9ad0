package dev.kith.crm.domain.intake.duplicates;

import java.util.List;

/**
 * How much speaks for two records being the same.
 *
 * @param weight log2 of the odds that they are the same: the matcher's prior and the weights of all
 *     reasons, added up
 * @param percent the probability that belongs to the weight, 0 to 100
 */
public record MatchScore(
    double weight, int percent, MatchDecision decision, List<MatchReason> reasons) {

  public MatchScore {
    reasons = List.copyOf(reasons);
  }
}
