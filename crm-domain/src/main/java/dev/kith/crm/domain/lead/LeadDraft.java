package dev.kith.crm.domain.lead;

import com.google.common.base.Enums;
import com.google.common.collect.Maps;
import dev.kith.crm.domain.lead.ConsentSummary.Consent;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PersonName;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lead as somebody wrote it down: raw text by field, whether it comes from a form, an API call or
 * a line of a file. A field that is missing, or has nothing to see, is empty.
 */
public record LeadDraft(Map<LeadField, String> values) {

  public static final LeadDraft EMPTY = new LeadDraft(Map.of());

  public LeadDraft {
    // In the order of the fields, so that equal drafts read the same: idempotency goes by their
    // text.
    values = Maps.immutableEnumMap(values);
  }

  public static LeadDraft named(String givenName, String familyName) {
    return EMPTY.with(LeadField.GIVEN_NAME, givenName).with(LeadField.FAMILY_NAME, familyName);
  }

  /** The content of a lead, written down again. */
  public static LeadDraft of(LeadContent content) {
    Map<LeadField, String> values = new EnumMap<>(LeadField.class);
    for (LeadField field : LeadField.values()) {
      String text = field.textOf(content);
      if (text != null) {
        values.put(field, text);
      }
    }
    return new LeadDraft(values);
  }

  /** The same draft with one field set, or emptied where the text is null. */
  public LeadDraft with(LeadField field, @Nullable String text) {
    Map<LeadField, String> changed = new EnumMap<>(LeadField.class);
    changed.putAll(values);
    if (text == null) {
      changed.remove(field);
    } else {
      changed.put(field, text);
    }
    return new LeadDraft(changed);
  }

  public LeadDraft company(String company) {
    return with(LeadField.COMPANY, company);
  }

  public LeadDraft email(String email) {
    return with(LeadField.EMAIL, email);
  }

  public LeadDraft phone(String phone) {
    return with(LeadField.PHONE, phone);
  }

  public LeadDraft source(String source) {
    return with(LeadField.SOURCE, source);
  }

  /**
   * Checks every field and either gives the content or lists every problem, each at the field's
   * code.
   */
  public Outcome<LeadContent> read(PhoneReader phones) {
    Checks checks = new Checks();
    String given =
        checks.text("givenName", raw(LeadField.GIVEN_NAME), PersonName.LONGEST_PART, false);
    String family =
        checks.text("familyName", raw(LeadField.FAMILY_NAME), PersonName.LONGEST_PART, false);
    String company =
        checks.text("company", raw(LeadField.COMPANY), LeadProfile.LONGEST_COMPANY, false);
    String title = checks.text("title", raw(LeadField.TITLE), LeadProfile.LONGEST_TITLE, false);
    String emailText = raw(LeadField.EMAIL);
    EmailAddress email =
        emailText == null ? null : checks.take("email", EmailAddress.parse(emailText));
    PostalAddress address =
        PostalAddress.read(
            checks,
            raw(LeadField.STREET),
            raw(LeadField.POSTAL_CODE),
            raw(LeadField.CITY),
            raw(LeadField.REGION),
            raw(LeadField.COUNTRY));
    String phoneText = raw(LeadField.PHONE);
    PhoneNumber phone =
        phoneText == null ? null : checks.take("phone", phones.read(phoneText, address.country()));
    Attribution attribution =
        Attribution.read(
            checks,
            raw(LeadField.SOURCE),
            raw(LeadField.UTM_SOURCE),
            raw(LeadField.UTM_MEDIUM),
            raw(LeadField.UTM_CAMPAIGN),
            raw(LeadField.UTM_TERM),
            raw(LeadField.UTM_CONTENT));
    String externalSystem =
        checks.text(
            "externalSystem", raw(LeadField.EXTERNAL_SYSTEM), ExternalId.LONGEST_SYSTEM, false);
    String externalId =
        checks.text("externalId", raw(LeadField.EXTERNAL_ID), ExternalId.LONGEST_VALUE, false);
    ConsentSummary consent = consent(checks);
    Tags tags = Tags.read(checks, raw(LeadField.TAGS));
    CustomFields customFields = CustomFields.read(checks, raw(LeadField.CUSTOM_FIELDS));
    if (given == null && family == null && company == null && emailText == null) {
      checks.add("familyName", "required", "A lead needs a name, a company or an e-mail address.");
    }
    PersonName name = given == null && family == null ? null : new PersonName(given, family);
    return checks.orRefuse(() ->
        new LeadContent(
            new LeadProfile(name, company, title, email, phone, address),
            attribution,
            consent,
            // A system alone says nothing.
            externalId == null ? null : new ExternalId(externalSystem, externalId),
            tags,
            customFields));
  }

  private @Nullable String raw(LeadField field) {
    String text = values.get(field);
    return text == null || VisibleText.isBlank(text) ? null : text;
  }

  private ConsentSummary consent(Checks checks) {
    Consent email = consent(checks, LeadField.EMAIL_CONSENT);
    Consent phone = consent(checks, LeadField.PHONE_CONSENT);
    Consent whatsApp = consent(checks, LeadField.WHATSAPP_CONSENT);
    boolean granted = Stream.of(email, phone, whatsApp).anyMatch(Consent.GRANTED::equals);
    String evidence =
        checks.text(
            LeadField.CONSENT_EVIDENCE.code(),
            raw(LeadField.CONSENT_EVIDENCE),
            ConsentSummary.LONGEST_EVIDENCE,
            true);
    if (granted && evidence == null) {
      checks.add(
          LeadField.CONSENT_EVIDENCE.code(),
          "consent-without-evidence",
          "A consent needs evidence: say by what it can be proven.");
    }
    return new ConsentSummary(email, phone, whatsApp, granted ? evidence : null);
  }

  private Consent consent(Checks checks, LeadField field) {
    return consent(field)
        .orElseGet(() -> {
          checks.add(
              field.code(), "not-one-of", "Consent is NOT_ASKED, GRANTED, DENIED or WITHDRAWN.");
          return Consent.NOT_ASKED;
        });
  }

  /** Empty if it is none. */
  private Optional<Consent> consent(LeadField field) {
    String text = raw(field);
    return text == null
        ? Optional.of(Consent.NOT_ASKED)
        : Enums.getIfPresent(
                Consent.class,
                text.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'))
            .toJavaUtil();
  }

  /**
   * The same draft of a lead that is there, with the evidence of what it consents to now: what
   * proved an earlier consent proves no other.
   *
   * @param said the evidence that comes with the changes; null if none does
   */
  public LeadDraft provenBy(@Nullable String said, LeadContent stored) {
    return with(
        LeadField.CONSENT_EVIDENCE, grantsMoreThan(stored) ? said : stored.consent().evidence());
  }

  /** Whether it says yes on a channel on which the lead that is there does not. */
  public boolean grantsMoreThan(LeadContent stored) {
    return stored.consent().answers().entrySet().stream()
        .anyMatch(answer ->
            answer.getValue() != Consent.GRANTED
                && consent(answer.getKey()).filter(Consent.GRANTED::equals).isPresent());
  }
}
