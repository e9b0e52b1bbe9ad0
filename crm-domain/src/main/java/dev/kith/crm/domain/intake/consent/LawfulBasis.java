package dev.kith.crm.domain.intake.consent;

/**
 * The six grounds on which data of a person may be used, after Art. 6(1) of the GDPR, in the order
 * of its letters. Stored by name.
 */
public enum LawfulBasis {
  CONSENT,
  CONTRACT,
  LEGAL_OBLIGATION,
  VITAL_INTERESTS,
  PUBLIC_TASK,
  LEGITIMATE_INTERESTS
}
