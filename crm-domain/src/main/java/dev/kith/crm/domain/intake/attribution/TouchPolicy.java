package dev.kith.crm.domain.intake.attribution;

/** What becomes of a touch that breaks the rules. Stored by name. */
public enum TouchPolicy {
  /** It is refused, and whoever sent it is told why. */
  REJECT,
  /** It is kept and shown with its flaws, but counts neither as first nor as last. */
  QUARANTINE,
  /** It counts as any other. */
  ACCEPT
}
