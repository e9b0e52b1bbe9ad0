package dev.kith.crm.domain.intake;

/** What somebody said of a row that was put aside. Stored by name. */
public enum ReviewDecision {
  /** What the row says counts, or some of it. */
  TAKEN,
  /** The lead stays as it is. */
  KEPT
}
