package dev.kith.crm.domain.conversion;

import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.opportunity.OpportunityField;
import java.util.Optional;

/** What sort of value a field holds, as far as it decides what can be put into it. */
enum FieldKind {
  TEXT,
  EMAIL,
  PHONE,
  COUNTRY,
  DOMAINS,
  WEB_ADDRESS,
  NUMBER,
  AMOUNT,
  CURRENCY,
  DATE,
  TIME_ZONE,
  LANGUAGE,
  /** What people typed without a type: it can be anything, which shows when it is read. */
  CUSTOM,
  /** Another record: which one is decided with each conversion. */
  RECORD;

  boolean accepts(FieldKind from) {
    return switch (this) {
      case RECORD -> false;
      case TEXT -> true;
      case DOMAINS -> from == EMAIL || from == CUSTOM;
      case EMAIL,
          PHONE,
          COUNTRY,
          WEB_ADDRESS,
          NUMBER,
          AMOUNT,
          CURRENCY,
          DATE,
          TIME_ZONE,
          LANGUAGE,
          CUSTOM ->
          from == this || from == CUSTOM;
    };
  }

  /** Of a field of a lead; none for consent, which follows by itself. */
  static Optional<FieldKind> of(LeadField field) {
    return field.isConsent()
        ? Optional.empty()
        : Optional.of(
            switch (field) {
              case EMAIL -> EMAIL;
              case PHONE -> PHONE;
              case COUNTRY -> COUNTRY;
              default -> TEXT;
            });
  }

  /** Of a field of what a lead becomes; none if there is no such field. */
  static Optional<FieldKind> of(Target target, String field) {
    return switch (target) {
      case ACCOUNT -> AccountField.named(field).map(FieldKind::of);
      case CONTACT -> ContactField.named(field).map(FieldKind::of);
      case OPPORTUNITY -> OpportunityField.named(field).map(FieldKind::of);
    };
  }

  private static FieldKind of(AccountField field) {
    return switch (field) {
      case PARENT -> RECORD;
      case DOMAINS -> DOMAINS;
      case WEBSITE -> WEB_ADDRESS;
      case PHONE -> PHONE;
      case EMPLOYEES -> NUMBER;
      case ANNUAL_REVENUE -> AMOUNT;
      case REVENUE_CURRENCY -> CURRENCY;
      case BILLING_COUNTRY, SHIPPING_COUNTRY -> COUNTRY;
      default -> TEXT;
    };
  }

  private static FieldKind of(ContactField field) {
    return switch (field) {
      case ACCOUNT -> RECORD;
      case EMAILS -> EMAIL;
      case PHONES -> PHONE;
      case COUNTRY -> COUNTRY;
      case TIME_ZONE -> TIME_ZONE;
      case LANGUAGE -> LANGUAGE;
      default -> TEXT;
    };
  }

  private static FieldKind of(OpportunityField field) {
    return switch (field) {
      case ACCOUNT -> RECORD;
      case AMOUNT -> AMOUNT;
      case CURRENCY -> CURRENCY;
      case CLOSE_DATE -> DATE;
      default -> TEXT;
    };
  }
}
