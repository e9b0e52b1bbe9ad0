package dev.kith.crm.domain.intake.validation;

/** What a validation came to. */
public enum Validity {
  /** Everything that was looked at is in order; there may be warnings. */
  VALID,
  /** It cannot be right. */
  INVALID,
  /**
   * Nothing is wrong with it as far as could be seen, but something could not be found out, such as
   * when a name server does not answer. Asking again later may tell.
   */
  UNKNOWN
}
