package dev.kith.crm.domain.testkit;

import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Violation;

/** Leads as people write them down. */
public final class LeadDrafts {

  /** Reads international numbers without numbering plans, which the domain does not have. */
  public static final PhoneReader PHONES =
      (text, country) -> {
        String compact = text.replaceAll("[ ()/-]", "");
        return compact.matches("\\+[1-9][0-9]{6,14}(;ext=[0-9]{1,8})?")
            ? Outcome.done(new PhoneNumber(compact))
            : Outcome.refused(
                Invalid.of(new Violation("", "phone-syntax", "This is not a telephone number.")));
      };

  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzäöüßéàçñøåłčžABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private LeadDrafts() {}

  public static LeadDraft ada() {
    return LeadDraft.named("Ada", "Lovelace")
        .company("Analytical Engines Ltd")
        .email("ada@engines.example")
        .phone("+44 20 7946 0018")
        .source("web-form");
  }

  /** Just a company, with nothing else known. */
  public static LeadDraft company(String name) {
    return LeadDraft.EMPTY.company(name);
  }

  /** A draft that fills every field. */
  public static LeadDraft complete() {
    return ada()
        .with(LeadField.TITLE, "Countess")
        .with(LeadField.STREET, "12 St James's Square\nThird floor")
        .with(LeadField.POSTAL_CODE, "SW1Y 4JH")
        .with(LeadField.CITY, "London")
        .with(LeadField.REGION, "Greater London")
        .with(LeadField.COUNTRY, "GB")
        .with(LeadField.EXTERNAL_SYSTEM, "engine-room")
        .with(LeadField.EXTERNAL_ID, "0042")
        .with(LeadField.TAGS, "VIP; mathematics")
        .with(LeadField.CUSTOM_FIELDS, "Shoe size: 37\nInterests: engines\n flight")
        .with(LeadField.UTM_SOURCE, "newsletter")
        .with(LeadField.UTM_MEDIUM, "email")
        .with(LeadField.UTM_CAMPAIGN, "spring-2026")
        .with(LeadField.UTM_TERM, "calculators")
        .with(LeadField.UTM_CONTENT, "button-2")
        .with(LeadField.EMAIL_CONSENT, "GRANTED")
        .with(LeadField.PHONE_CONSENT, "DENIED")
        .with(LeadField.WHATSAPP_CONSENT, "WITHDRAWN")
        .with(LeadField.CONSENT_EVIDENCE, "Form 7, box ticked");
  }

  /** A draft that fills every field, and shares nothing that is unique with others. */
  public static LeadDraft complete(String name) {
    return complete().email(name + "@engines.example").with(LeadField.EXTERNAL_ID, name);
  }

  /** Any good draft; its e-mail address, if it has one, is unlikely to come twice. */
  public static LeadDraft random(Seeded random) {
    LeadDraft draft = LeadDraft.EMPTY.with(LeadField.FAMILY_NAME, random.text(LETTERS, 1, 20));
    for (LeadField field : LeadField.values()) {
      if (field != LeadField.FAMILY_NAME && random.percent(60)) {
        draft = draft.with(field, randomText(field, random));
      }
    }
    // A consent without evidence is none.
    return draft.with(LeadField.CONSENT_EVIDENCE, randomText(LeadField.CONSENT_EVIDENCE, random));
  }

  /** The content of a good draft. */
  public static LeadContent content(LeadDraft draft) {
    return draft.read(PHONES).orElseThrow();
  }

  private static String randomText(LeadField field, Seeded random) {
    return switch (field) {
      case GIVEN_NAME,
          FAMILY_NAME,
          COMPANY,
          TITLE,
          STREET,
          CITY,
          REGION,
          EXTERNAL_SYSTEM,
          SOURCE,
          UTM_SOURCE,
          UTM_MEDIUM,
          UTM_CAMPAIGN,
          UTM_TERM,
          UTM_CONTENT,
          CONSENT_EVIDENCE ->
          random.text(LETTERS, 1, 12)
              + random.oneOf("", " ", "-", " & ", "'")
              + random.text(LETTERS, 1, 12);
      case TAGS ->
          random.oneOf("VIP", "vip", "Messe")
              + random.oneOf(",", " ;", "\n", ", ")
              + random.text(LETTERS, 1, 12);
      case CUSTOM_FIELDS ->
          random.oneOf("Budget", "budget", "Shoe  size")
              + random.oneOf(":", ": ", " :  ")
              + random.text(LETTERS, 1, 12)
              + random.oneOf("", "\r\n", "\nMotto: one\n two");
      case EXTERNAL_ID -> random.word() + random.nextInt(1_000_000);
      case POSTAL_CODE -> random.text("0123456789 ABC", 1, 7) + "1";
      case EMAIL -> random.word() + random.nextInt(1_000_000) + "@" + random.word() + ".example";
      case PHONE -> "+" + random.between(1, 9) + random.text("0123456789", 7, 13);
      case COUNTRY -> random.oneOf("DE", "fr", "Spain", "GB", "PL", "us");
      case EMAIL_CONSENT, PHONE_CONSENT, WHATSAPP_CONSENT ->
          random.oneOf("GRANTED", "denied", "Withdrawn", "not asked", "NOT_ASKED");
    };
  }
}
