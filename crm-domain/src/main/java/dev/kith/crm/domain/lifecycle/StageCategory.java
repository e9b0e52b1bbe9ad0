package dev.kith.crm.domain.lifecycle;

/** What a stage means to the business, whatever it is called. */
public enum StageCategory {
  /** Nothing has been bought yet. */
  PRE_SALE("Before the sale"),
  /** A customer. */
  ACTIVE("Active"),
  /** A customer who may go away. */
  AT_RISK("At risk"),
  /** No business is done any more, or none is to be. */
  ENDED("Ended");

  private final String label;

  StageCategory(String label) {
    this.label = label;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** Whether having come so far is something to be proud of, for the high-water mark. */
  public boolean isProgress() {
    return this == PRE_SALE || this == ACTIVE;
  }
}
