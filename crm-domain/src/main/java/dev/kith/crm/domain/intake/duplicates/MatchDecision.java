package dev.kith.crm.domain.intake.duplicates;

/** What to do about a pair. */
public enum MatchDecision {
  /** Almost certainly the same: do not take the second one in without asking. */
  BLOCK,
  /** Probably the same: somebody should look. */
  WARN,
  /** Not the same as far as can be told. */
  NONE
}
