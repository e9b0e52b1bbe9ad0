package dev.kith.crm.domain.scoring.card;

/** A score as a school would give it: A is the best. */
public enum Grade {
  A,
  B,
  C,
  D;

  /**
   * From which scores on each grade is given; below the last it is D.
   *
   * @param a at most 100
   * @param c at least 1
   */
  public record Bounds(int a, int b, int c) {
    public Grade of(int score) {
      return score >= a ? A : score >= b ? B : score >= c ? C : D;
    }
  }
}
