package dev.kith.crm.application.intake.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.validation.Validation.AddressQuestion;
import dev.kith.crm.application.intake.validation.Validation.CompanyQuestion;
import dev.kith.crm.application.intake.validation.Validation.VatQuestion;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.company.CompanyName;
import dev.kith.crm.domain.intake.company.LegalForm;
import dev.kith.crm.domain.intake.taxid.TaxNumber;
import dev.kith.crm.domain.intake.validation.AddressFacts;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.Validity;
import dev.kith.crm.domain.intake.validation.VatFacts;
import dev.kith.crm.domain.intake.validation.Verdict;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValidatingFirmDataSpec {

  private static final Country GERMANY = new Country("DE");

  private final TrialCrm trial = new TrialCrm();
  private final Validation validation = trial.as(Actor.SYSTEM).validation();

  @Nested
  class A_company {

    @Test
    void is_told_name_and_legal_form() {
      assertThat(validation.company(new CompanyQuestion("Huber GmbH", "Germany")).orElseThrow())
          .isEqualTo(
              new Checked<>(
                  verdict(),
                  new CompanyName(
                      "Huber GmbH",
                      "Huber",
                      new LegalForm("GmbH", Set.of("AT", "CH", "DE", "LI")),
                      "huber",
                      "huber")));
    }

    @Test
    void is_suggested_a_better_spelling() {
      assertThat(verdictOn(" HUBER  MILLS LTD "))
          .isEqualTo(
              verdict(
                  Finding.warning(
                          "company", "company-spelling", "It could be written: Huber Mills Ltd.")
                      .suggesting("Huber Mills Ltd.")));
    }

    @Test
    void needs_a_name() {
      assertThat(verdictOn("  "))
          .isEqualTo(verdict(Finding.error("company", "required", "A company needs a name.")));
      assertThat(verdictOn("***"))
          .isEqualTo(
              verdict(
                  Finding.error(
                      "company", "company-no-name", "A name needs a letter or a digit.")));
    }

    private Verdict verdictOn(String name) {
      return validation.company(new CompanyQuestion(name)).orElseThrow().verdict();
    }
  }

  @Nested
  class An_address {

    @Test
    void is_put_in_order() {
      assertThat(ask(new AddressQuestion("Allee 1", "D-10115", "Berlin", "", "germany")))
          .isEqualTo(
              new Checked<>(
                  verdict(
                      Finding.warning(
                              "postalCode",
                              "postal-code-spelling",
                              "The postal code is written 10115.")
                          .suggesting("10115")),
                  new AddressFacts(
                      new PostalAddress("Allee 1", "10115", "Berlin", null, GERMANY),
                      List.of("Allee 1", "10115 Berlin"))));
    }

    @Test
    void is_told_every_problem_at_once() {
      assertThat(ask(new AddressQuestion(null, "1", null, null, "DE")).verdict().findings())
          .extracting(Finding::pointer)
          .containsExactlyInAnyOrder("/street", "/city", "/postalCode");
    }

    @Test
    void without_a_known_country_is_unknown() {
      assertThat(ask(new AddressQuestion("Allee 1", "1", null, null, null)).verdict())
          .isEqualTo(
              verdict(
                  Finding.doubt(
                      "country",
                      "address-country-missing",
                      "Without a country, nothing can be said of the other parts.")));
      assertThat(ask(new AddressQuestion("Base 1", null, null, null, "AQ")).verdict().validity())
          .isEqualTo(Validity.UNKNOWN);
      assertThat(ask(new AddressQuestion("Base 1", null, null, null, "XX")).verdict().validity())
          .isEqualTo(Validity.INVALID);
    }

    private Checked<AddressFacts> ask(AddressQuestion question) {
      return validation.address(question).orElseThrow();
    }
  }

  @Nested
  class A_tax_number {

    @Test
    void is_read_and_proven() {
      assertThat(validation.vat(new VatQuestion("de 123 456 788")).orElseThrow())
          .isEqualTo(
              new Checked<>(
                  verdict(),
                  new VatFacts(new TaxNumber(GERMANY, "DE123456788", "USt-IdNr.", true), null)));
    }

    @Test
    void of_another_country_than_the_question_is_warned_of() {
      assertThat(validation.vat(new VatQuestion("DE123456788", "fr")).orElseThrow().verdict())
          .isEqualTo(
              verdict(
                  Finding.warning(
                      "vat", "vat-country-differs", "The number was given by Germany.")));
    }

    @Test
    void that_is_mistyped_is_invalid() {
      assertThat(validation.vat(new VatQuestion("DE123456789")).orElseThrow())
          .isEqualTo(
              new Checked<>(
                  verdict(
                      Finding.error(
                          "vat",
                          "vat-check-digit",
                          "The check digit does not fit: a character of the number is wrong or out"
                              + " of place.")),
                  null));
    }
  }

  @Test
  void the_postal_code_of_a_lead_is_looked_at_but_not_what_its_address_lacks() {
    LeadDraft draft = LeadDraft.named("Ada", "Byron").with(LeadField.COUNTRY, "NL");
    assertThat(validation.lead(draft.with(LeadField.POSTAL_CODE, "1012lg")).orElseThrow().verdict())
        .isEqualTo(
            verdict(
                Finding.warning(
                        "postalCode", "postal-code-spelling", "The postal code is written 1012 LG.")
                    .suggesting("1012 LG")));
    assertThat(
            validation
                .lead(draft.with(LeadField.POSTAL_CODE, "1012"))
                .orElseThrow()
                .verdict()
                .validity())
        .isEqualTo(Validity.INVALID);
    assertThat(validation.lead(draft).orElseThrow().verdict()).isEqualTo(verdict());
  }

  private Verdict verdict(Finding... findings) {
    return new Verdict(List.of(findings), trial.clock.instant());
  }
}
