package dev.kith.crm.application.intake.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.validation.Validation.PhoneQuestion;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.PhoneFacts;
import dev.kith.crm.domain.intake.validation.PhoneLine;
import dev.kith.crm.domain.intake.validation.Verdict;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ValidatingPhoneNumbersSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Validation validation = trial.as(Actor.SYSTEM).validation();

  @Nested
  class A_number_of_a_line {

    @Test
    void is_valid_and_told_in_every_form() {
      assertThat(ask("0151 234 567 89 ext. 21", null))
          .isEqualTo(
              new Checked<>(
                  new Verdict(List.of(), trial.clock.instant()),
                  new PhoneFacts(
                      new PhoneNumber("+4915123456789;ext=21"),
                      PhoneLine.MOBILE,
                      new Country("DE"),
                      "21",
                      "01512 3456789 ext. 21",
                      "+49 1512 3456789 ext. 21")));
    }

    @Test
    void without_a_country_code_is_meant_in_the_country_of_the_question_or_else_at_home() {
      assertThat(facts("020 7946 0018", "GB").number()).isEqualTo(new PhoneNumber("+442079460018"));
      assertThat(facts("030 901820", null).number()).isEqualTo(new PhoneNumber("+4930901820"));
    }

    @Test
    void may_begin_with_an_international_prefix_where_no_country_is_known() {
      PhoneNumbers nowhere = new PhoneNumbers(null);
      PhoneNumber berlin = new PhoneNumber("+4930901820");
      for (String text :
          List.of(
              "0049 30 901820",
              "00 49 (30) 90 18 20",
              " (0049) 30/901820",
              "00-49-30-901820",
              "011 49 30 901820")) {
        assertThat(nowhere.read(text, null)).as(text).isEqualTo(Outcome.done(berlin));
      }
      assertThat(nowhere.read("0044 20 7946 0018 ext. 7", null))
          .isEqualTo(Outcome.done(new PhoneNumber("+442079460018;ext=7")));
    }

    @Test
    void is_not_guessed_from_a_prefix_before_what_no_country_hands_out() {
      PhoneNumbers nowhere = new PhoneNumbers(null);
      for (String text :
          List.of("0049 1", "00 999 123456", "000 49 30 901820", "0116 770 1234", "011 683 1234")) {
        assertThat(nowhere.read(text, null)).as(text).isInstanceOf(Outcome.Refused.class);
      }
    }

    @Test
    void tells_its_sort_of_line_and_its_country() {
      assertThat(facts("+49 30 901820", null).line()).isEqualTo(PhoneLine.FIXED_LINE);
      assertThat(facts("+1 201 555 0123", null).line()).isEqualTo(PhoneLine.FIXED_LINE_OR_MOBILE);
      assertThat(facts("+1 204 234 5678", null).country()).isEqualTo(new Country("CA"));
      assertThat(facts("+49 800 1234567", null).line()).isEqualTo(PhoneLine.TOLL_FREE);
      assertThat(facts("+800 1234 5678", null).country()).isNull();
    }

    @Test
    void is_warned_of_where_calling_it_costs_extra() {
      assertThat(findings("+49 900 1234567", null))
          .containsExactly(
              Finding.warning("phone", "phone-costly", "Calling this number costs extra."));
    }
  }

  @Nested
  class What_is_no_number_of_a_line {

    @Test
    void is_invalid_though_it_is_possible_by_its_length() {
      Checked<PhoneFacts> checked = ask("+971 2 234 567", null);
      assertThat(checked.verdict().findings())
          .containsExactly(
              Finding.error(
                  "phone",
                  "phone-unassigned",
                  "No such telephone number is handed out in its country."));
      assertThat(checked.facts().number()).isEqualTo(new PhoneNumber("+9712234567"));
      assertThat(checked.facts().country()).isNull();
    }

    @Test
    void is_invalid_without_facts_where_it_cannot_be_read() {
      assertThat(ask("call me", null).facts()).isNull();
      assertThat(codes("call me", null)).containsExactly("phone-syntax");
      assertThat(codes("+49 1", null)).containsExactly("phone-syntax");
      assertThat(codes("", null)).containsExactly("phone-syntax");
    }

    @Test
    void is_told_together_with_a_country_that_does_not_exist() {
      assertThat(codes("call me", "Atlantis")).containsExactly("country-unknown", "phone-syntax");
    }
  }

  private Checked<PhoneFacts> ask(String text, String country) {
    return validation.phone(new PhoneQuestion(text, country)).orElseThrow();
  }

  private PhoneFacts facts(String text, String country) {
    return ask(text, country).facts();
  }

  private List<Finding> findings(String text, String country) {
    return ask(text, country).verdict().findings();
  }

  private List<String> codes(String text, String country) {
    return findings(text, country).stream().map(Finding::code).toList();
  }
}
