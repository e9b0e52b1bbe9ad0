package dev.kith.crm.domain.lead;

import dev.kith.crm.domain.shared.Country;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a lead that people fill in. One list serves the API, forms, imports, exports and
 * the audit trail, so that a field has one name everywhere.
 */
public enum LeadField {
  GIVEN_NAME(
      "givenName",
      "Given name",
      c -> c.profile().name() == null ? null : c.profile().name().given()),
  FAMILY_NAME(
      "familyName",
      "Family name",
      c -> c.profile().name() == null ? null : c.profile().name().family()),
  COMPANY("company", "Company", c -> c.profile().company()),
  TITLE("title", "Job title", c -> c.profile().title()),
  EMAIL("email", "E-mail", c -> text(c.profile().email())),
  PHONE("phone", "Phone", c -> text(c.profile().phone())),
  STREET("street", "Street", c -> c.profile().address().street()),
  POSTAL_CODE("postalCode", "Postal code", c -> c.profile().address().postalCode()),
  CITY("city", "City", c -> c.profile().address().city()),
  REGION("region", "Region", c -> c.profile().address().region()),
  COUNTRY("country", "Country", c -> code(c.profile().address().country())),
  EXTERNAL_SYSTEM(
      "externalSystem",
      "External system",
      c -> c.externalId() == null ? null : c.externalId().system()),
  EXTERNAL_ID(
      "externalId", "External id", c -> c.externalId() == null ? null : c.externalId().value()),
  TAGS("tags", "Tags", c -> c.tags().text()),
  CUSTOM_FIELDS("customFields", "Custom fields", c -> c.customFields().text()),
  SOURCE("source", "Source", c -> c.attribution().source()),
  UTM_SOURCE("utmSource", "UTM source", c -> c.attribution().utmSource()),
  UTM_MEDIUM("utmMedium", "UTM medium", c -> c.attribution().utmMedium()),
  UTM_CAMPAIGN("utmCampaign", "UTM campaign", c -> c.attribution().utmCampaign()),
  UTM_TERM("utmTerm", "UTM term", c -> c.attribution().utmTerm()),
  UTM_CONTENT("utmContent", "UTM content", c -> c.attribution().utmContent()),
  EMAIL_CONSENT("emailConsent", "E-mail consent", c -> c.consent().email().name()),
  PHONE_CONSENT("phoneConsent", "Phone consent", c -> c.consent().phone().name()),
  WHATSAPP_CONSENT("whatsAppConsent", "WhatsApp consent", c -> c.consent().whatsApp().name()),
  CONSENT_EVIDENCE("consentEvidence", "Consent evidence", c -> c.consent().evidence());

  private final String code;
  private final String label;
  private final Function<LeadContent, @Nullable String> text;

  LeadField(String code, String label, Function<LeadContent, @Nullable String> text) {
    this.code = code;
    this.label = label;
    this.text = text;
  }

  /** The stable name: in the API, in exports, in the audit trail. */
  public String code() {
    return code;
  }

  /** The name for people, in English. */
  public String label() {
    return label;
  }

  /**
   * The field's value as text that {@link LeadDraft} reads back to the same value; null if it is
   * empty.
   */
  public @Nullable String textOf(LeadContent content) {
    return text.apply(content);
  }

  /** Whether it shows what counts of the ledger of consents. */
  public boolean isConsent() {
    return switch (this) {
      case EMAIL_CONSENT, PHONE_CONSENT, WHATSAPP_CONSENT, CONSENT_EVIDENCE -> true;
      default -> false;
    };
  }

  /** Whether it has several values, which unite; see {@link Uniting}. */
  public boolean unites() {
    return this == TAGS || this == CUSTOM_FIELDS;
  }

  public static Optional<LeadField> named(String code) {
    return Arrays.stream(values()).filter(f -> f.code.equals(code)).findFirst();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable String code(@Nullable Country country) {
    return country == null ? null : country.code();
  }
}
