package dev.kith.crm.domain.intake.consent;

/** By which way a person is contacted. Stored by name. */
public enum Channel {
  EMAIL,
  PHONE,
  SMS,
  WHATSAPP,
  POST
}
