package dev.kith.crm.domain.intake.consent;

/** By which way a person is contacted, or met. Stored by name. */
public enum Channel {
  EMAIL,
  PHONE,
  SMS,
  WHATSAPP,
  POST,
  /** The user's own web pages. Nobody is contacted there. */
  WEB;

  /** Whether people are contacted by it. */
  public boolean contacts() {
    return this != WEB;
  }
}
