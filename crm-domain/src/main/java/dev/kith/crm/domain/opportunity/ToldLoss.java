package dev.kith.crm.domain.opportunity;

/**
 * Why an opportunity is lost, with what that is read against.
 *
 * @param known the competitor that is named, if there is one
 */
public record ToldLoss(LossDraft draft, KnownCompetitors known) {

  /** For a loss that names no competitor. */
  public static ToldLoss because(String reason) {
    return new ToldLoss(new LossDraft(reason, null), KnownCompetitors.NONE);
  }
}
