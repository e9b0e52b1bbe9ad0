package dev.kith.crm.http.conversion;

import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.conversion.ConsentPolicy;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.opportunity.OpportunityField;

/** How conversions read. */
public final class ConversionWords {

  private ConversionWords() {}

  public static String how(Part.How how) {
    return switch (how) {
      case CREATED -> "created";
      case LINKED -> "linked";
      case MATCHED -> "matched";
    };
  }

  /** What would be done. */
  public static String plan(Part.How how) {
    return switch (how) {
      case CREATED -> "Is created";
      case LINKED -> "Is linked";
      case MATCHED -> "Is matched";
    };
  }

  public static String consent(ConsentPolicy policy) {
    return switch (policy) {
      case NONE -> "Nothing: a conversion is no contact";
      case ANY -> "To be contacted on one channel at least";
      case EMAIL -> "To be contacted by e-mail";
      case PHONE -> "To be contacted by phone";
      case WHATSAPP -> "To be contacted by WhatsApp";
    };
  }

  /** The name of a field that a candidate shares, or that is filled. */
  public static String field(Target target, String code) {
    return switch (target) {
      case ACCOUNT -> AccountField.named(code).map(AccountField::label).orElse(code);
      case CONTACT -> ContactField.named(code).map(ContactField::label).orElse(code);
      case OPPORTUNITY -> OpportunityField.named(code).map(OpportunityField::label).orElse(code);
    };
  }
}
