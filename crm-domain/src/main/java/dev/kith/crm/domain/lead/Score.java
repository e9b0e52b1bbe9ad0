package dev.kith.crm.domain.lead;

/** How promising a lead is, from 0 to 100. */
public record Score(int value) {

  public Score {
    if (value < 0 || value > 100) {
      throw new IllegalArgumentException("a score is between 0 and 100, not " + value);
    }
  }
}
