package dev.kith.crm.domain.intake;

/** What a job does with an import. Stored by name. */
public enum ImportPhase {
  /** Reads every row and says what would become of it; nothing is written to leads. */
  CHECK,
  /** Brings the rows in. */
  RUN,
  /** Takes back what was brought in. */
  REVERT
}
