package dev.kith.crm.http.lead;

import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.http.pages.Words;
import org.jspecify.annotations.Nullable;

/** How leads read on pages. */
public final class LeadWords {

  private LeadWords() {}

  /** The colour of a status; the word itself always stands beside it. */
  static String tone(LeadStatus.Name status) {
    return switch (status) {
      case NEW -> "info";
      case WORKING -> "warn";
      case NURTURING -> "violet";
      case QUALIFIED -> "good";
      case CONVERTED -> "accent";
      case DISQUALIFIED, RECYCLED -> "";
    };
  }

  /** What brings a lead into a status. */
  static String step(LeadStatus.Name status) {
    return switch (status) {
      case NEW -> "Make new";
      case WORKING -> "Start work";
      case NURTURING -> "Nurture";
      case QUALIFIED -> "Qualify";
      case CONVERTED -> "Convert";
      case DISQUALIFIED -> "Disqualify";
      case RECYCLED -> "Recycle";
    };
  }

  public static @Nullable String value(LeadView lead, LeadField field) {
    String text = lead.get(field);
    return text == null ? null : value(field, text);
  }

  static String value(LeadField field, String text) {
    return switch (field) {
      case COUNTRY -> Words.country(text);
      case EMAIL_CONSENT, PHONE_CONSENT, WHATSAPP_CONSENT -> Words.ofChoice(text);
      case GIVEN_NAME,
          FAMILY_NAME,
          COMPANY,
          TITLE,
          EMAIL,
          PHONE,
          STREET,
          POSTAL_CODE,
          CITY,
          REGION,
          EXTERNAL_SYSTEM,
          EXTERNAL_ID,
          TAGS,
          CUSTOM_FIELDS,
          SOURCE,
          UTM_SOURCE,
          UTM_MEDIUM,
          UTM_CAMPAIGN,
          UTM_TERM,
          UTM_CONTENT,
          CONSENT_EVIDENCE ->
          text;
    };
  }

  static String consentTone(@Nullable String consent) {
    return switch (consent) {
      case "GRANTED" -> "good";
      case "DENIED", "WITHDRAWN" -> "bad";
      case null, default -> "";
    };
  }

  public static String tone(@Nullable Grade grade) {
    return grade == null
        ? ""
        : switch (grade) {
          case A -> "good";
          case B -> "accent";
          case C -> "warn";
          case D -> "";
        };
  }
}
