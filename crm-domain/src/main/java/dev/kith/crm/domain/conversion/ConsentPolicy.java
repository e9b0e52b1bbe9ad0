package dev.kith.crm.domain.conversion;

import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.ConsentSummary.Consent;

/** What a lead must have agreed to before it is converted. Stored by name. */
public enum ConsentPolicy {
  /** Nothing: a conversion is no contact. */
  NONE,
  /** To be contacted on one channel at least. */
  ANY,
  EMAIL,
  PHONE,
  WHATSAPP;

  boolean isFulfilledBy(ConsentSummary said) {
    return switch (this) {
      case NONE -> true;
      case ANY -> said.answers().containsValue(Consent.GRANTED);
      case EMAIL -> said.email() == Consent.GRANTED;
      case PHONE -> said.phone() == Consent.GRANTED;
      case WHATSAPP -> said.whatsApp() == Consent.GRANTED;
    };
  }
}
