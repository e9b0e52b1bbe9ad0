package dev.kith.crm.domain.intake.contact;

/** What an outside register of people who want no calls said of a person. */
public enum RegistryAnswer {
  NOT_LISTED,
  LISTED,
  /** It was asked and did not tell. That is no permission. */
  UNKNOWN
}
