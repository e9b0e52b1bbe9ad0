package dev.kith.crm.domain.intake.duplicates;

/** How two words or names compare, from the likest to the unlikest. */
enum Likeness {
  SAME,
  /** Another way to write or to say the same: a nickname, another romanisation, another order. */
  VARIANT,
  /** One slip of the hand apart. */
  TYPO,
  /** Some slips apart, or alike by sound. */
  SIMILAR,
  /** One of several words is the same. */
  PART,
  /** One is the first letter of the other. */
  INITIAL,
  DIFFERENT
}
