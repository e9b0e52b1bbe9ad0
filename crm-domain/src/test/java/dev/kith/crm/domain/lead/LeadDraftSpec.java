package dev.kith.crm.domain.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.lead.ConsentSummary.Consent;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PersonName;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LeadDraftSpec {

  @Nested
  class A_good_draft {

    @Test
    void is_read_field_by_field() {
      assertThat(read(LeadDrafts.complete()))
          .isEqualTo(
              Outcome.done(
                  new LeadContent(
                      new LeadProfile(
                          new PersonName("Ada", "Lovelace"),
                          "Analytical Engines Ltd",
                          "Countess",
                          new EmailAddress("ada@engines.example"),
                          new PhoneNumber("+442079460018"),
                          new PostalAddress(
                              "12 St James's Square\nThird floor",
                              "SW1Y 4JH",
                              "London",
                              "Greater London",
                              new Country("GB"))),
                      new Attribution(
                          "web-form",
                          "newsletter",
                          "email",
                          "spring-2026",
                          "calculators",
                          "button-2"),
                      new ConsentSummary(
                          Consent.GRANTED, Consent.DENIED, Consent.WITHDRAWN, "Form 7, box ticked"),
                      new ExternalId("engine-room", "0042"),
                      new Tags(List.of(new Tag("mathematics"), new Tag("VIP"))),
                      new CustomFields(
                          List.of(
                              new CustomField("Shoe size", "37"),
                              new CustomField("Interests", "engines\nflight"))))));
    }

    @Test
    void needs_no_more_than_a_name_a_company_or_an_email_address() {
      for (LeadField one :
          List.of(
              LeadField.GIVEN_NAME, LeadField.FAMILY_NAME, LeadField.COMPANY, LeadField.EMAIL)) {
        assertThat(read(LeadDraft.EMPTY.with(one, "ada@engines.example")))
            .isInstanceOf(Outcome.Done.class);
      }
    }

    @Test
    void has_blanks_for_empty_fields() {
      assertThat(
              read(
                  LeadDrafts.company("Acme")
                      .with(LeadField.EMAIL, " ")
                      .with(LeadField.COUNTRY, "")
                      .with(LeadField.EMAIL_CONSENT, "  ")))
          .isEqualTo(read(LeadDrafts.company("Acme")));
    }

    @Test
    void writes_a_campaign_in_lower_case_so_that_reports_do_not_split_it() {
      assertThat(
              LeadDrafts.content(
                      LeadDrafts.company("x").with(LeadField.UTM_CAMPAIGN, " Spring-2026 "))
                  .attribution()
                  .utmCampaign())
          .isEqualTo("spring-2026");
    }

    @Test
    void takes_consent_in_any_spelling() {
      assertThat(List.of("NOT_ASKED", "not asked", "Not-Asked", " not_asked "))
          .allSatisfy(text ->
              assertThat(
                      LeadDrafts.content(
                              LeadDrafts.company("x").with(LeadField.PHONE_CONSENT, text))
                          .consent())
                  .isEqualTo(ConsentSummary.NOT_ASKED));
    }

    @Test
    void written_down_again_reads_the_same() {
      Seeded.cases(
          300,
          random -> {
            LeadContent content = LeadDrafts.content(LeadDrafts.random(random));
            assertThat(read(LeadDraft.of(content))).isEqualTo(Outcome.done(content));
          });
    }

    @Test
    void reads_the_same_text_in_whatever_order_it_was_filled_in() {
      Map<LeadField, String> backwards = new LinkedHashMap<>();
      List.copyOf(LeadDrafts.complete().values().entrySet())
          .reversed()
          .forEach(e -> backwards.put(e.getKey(), e.getValue()));
      assertThat(new LeadDraft(backwards)).hasToString(LeadDrafts.complete().toString());
    }
  }

  @Nested
  class A_bad_draft {

    @Test
    void of_nothing_that_can_be_seen_is_no_lead() {
      LeadDraft draft =
          LeadDraft.named("\u200B", "\uFEFF")
              .company("\u00AD\u202E")
              .email("\u3164")
              .with(LeadField.EMAIL_CONSENT, "\u200E");
      assertThat(read(draft))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "familyName",
                          "required",
                          "A lead needs a name, a company or an e-mail address."))));
    }

    @Test
    void is_refused_with_every_problem_at_once() {
      LeadDraft draft =
          LeadDraft.EMPTY
              .with(LeadField.GIVEN_NAME, "x".repeat(101))
              .with(LeadField.TITLE, "two\nlines")
              .with(LeadField.EMAIL, "ada")
              .with(LeadField.PHONE, "call me")
              .with(LeadField.COUNTRY, "Atlantis")
              .with(LeadField.CITY, "\u0000")
              .with(LeadField.UTM_TERM, "y".repeat(101))
              .with(LeadField.WHATSAPP_CONSENT, "maybe");
      assertThat(read(draft))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("givenName", "too-long", "At most 100 characters are allowed."),
                      Violation.at(
                          "title", "control-character", "Control characters are not allowed here."),
                      Violation.at("email", "email-syntax", "An e-mail address needs an @."),
                      Violation.at(
                          "city", "control-character", "Control characters are not allowed here."),
                      Violation.at(
                          "country",
                          "country-unknown",
                          "A country is an ISO 3166-1 code, such as DE, or the name of a country."),
                      Violation.at("phone", "phone-syntax", "This is not a telephone number."),
                      Violation.at("utmTerm", "too-long", "At most 100 characters are allowed."),
                      Violation.at(
                          "whatsAppConsent",
                          "not-one-of",
                          "Consent is NOT_ASKED, GRANTED, DENIED or WITHDRAWN."))));
    }

    @Test
    void names_nobody() {
      Outcome<LeadContent> nobody =
          Outcome.refused(
              Invalid.of(
                  Violation.at(
                      "familyName",
                      "required",
                      "A lead needs a name, a company or an e-mail address.")));
      assertThat(read(LeadDraft.EMPTY)).isEqualTo(nobody);
      assertThat(read(LeadDraft.named(" ", " ").phone("+4930123456"))).isEqualTo(nobody);
    }

    @Test
    void has_a_source_that_grows_beyond_its_limit_in_lower_case() {
      assertThat(read(LeadDrafts.company("x").source("İ".repeat(60))))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("source", "too-long", "At most 100 characters are allowed."))));
    }
  }

  private static Outcome<LeadContent> read(LeadDraft draft) {
    return draft.read(LeadDrafts.PHONES);
  }
}
