package dev.kith.crm.domain.scoring.engagement;

/** Who did it. Only what a person did counts for a score. */
public enum Verdict {
  HUMAN,
  /** A machine that looks at links before, or instead of, the person. */
  BOT,
  /** A mail service fetched the pictures of a mail in advance; whether it was read is not known. */
  PREFETCH,
  /** Too little is known to tell. */
  UNKNOWN;

  public boolean counts() {
    return this == HUMAN;
  }
}
