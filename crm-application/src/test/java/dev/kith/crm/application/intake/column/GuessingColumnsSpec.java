package dev.kith.crm.application.intake.column;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Maps;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.LeadField;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuessingColumnsSpec {

  @Test
  void of_our_own_exports_are_known_by_their_codes() {
    List<String> codes = Arrays.stream(LeadField.values()).map(LeadField::code).toList();
    ImportMapping guess = guess(codes);
    assertThat(guess.header()).isEqualTo(HeaderRow.PRESENT);
    assertThat(guess.targets().values())
        .containsExactlyElementsOf(
            Arrays.stream(LeadField.values()).map(ImportTarget::of).toList());
  }

  @Test
  void are_known_in_several_languages() {
    assertThat(
            guessed(
                "Vorname", "Nachname", "E-Mail-Adresse", "Telefonnummer", "Firma", "PLZ", "Straße"))
        .isEqualTo(
            Map.of(
                1, LeadField.GIVEN_NAME,
                2, LeadField.FAMILY_NAME,
                3, LeadField.EMAIL,
                4, LeadField.PHONE,
                5, LeadField.COMPANY,
                6, LeadField.POSTAL_CODE,
                7, LeadField.STREET));
    assertThat(guessed("first_name", "LAST NAME", "Zip"))
        .containsValues(LeadField.GIVEN_NAME, LeadField.FAMILY_NAME, LeadField.POSTAL_CODE);
    assertThat(guessed("Prénom", "Société", "Courriel"))
        .containsValues(LeadField.GIVEN_NAME, LeadField.COMPANY, LeadField.EMAIL);
  }

  @Test
  void are_known_with_a_slip_of_the_pen() {
    assertThat(guessed("Compagny", "Telefonnumer"))
        .isEqualTo(Map.of(1, LeadField.COMPANY, 2, LeadField.PHONE));
  }

  @Test
  void fill_each_field_once_and_the_better_name_wins() {
    assertThat(guessed("name", "familyName", "email", "E-Mail"))
        .isEqualTo(Map.of(2, LeadField.FAMILY_NAME, 3, LeadField.EMAIL));
  }

  @Test
  void that_mean_nothing_to_us_are_ignored() {
    assertThat(guessed("Shoe size", "email")).isEqualTo(Map.of(2, LeadField.EMAIL));
  }

  @Test
  void are_told_apart_where_names_are_doubled_or_missing() {
    assertThat(ColumnGuess.names(List.of("Email", "", "email"), HeaderRow.PRESENT))
        .containsExactly("Email", "Column 2", "email (2)");
    assertThat(ColumnGuess.names(List.of("Ada", "x"), HeaderRow.NONE))
        .containsExactly("Column 1", "Column 2");
  }

  @Test
  void are_undecided_where_the_first_row_looks_like_data() {
    assertThat(guess(List.of("Ada", "ada@engines.example")).header())
        .isEqualTo(HeaderRow.UNDECIDED);
    assertThat(guess(List.of("Ada", "Lovelace")).header()).isEqualTo(HeaderRow.UNDECIDED);
  }

  @Test
  void of_whole_names_are_split() {
    for (String name : List.of("Name", "Full name", "Ansprechpartner", "Contact")) {
      assertThat(guess(List.of(name, "email")).targets())
          .isEqualTo(Map.of(1, ImportTarget.FULL_NAME, 2, ImportTarget.of(LeadField.EMAIL)));
    }
  }

  @Test
  void called_name_hold_family_names_beside_a_column_of_given_names() {
    assertThat(guessed("Name", "Vorname"))
        .isEqualTo(Map.of(1, LeadField.FAMILY_NAME, 2, LeadField.GIVEN_NAME));
  }

  @Test
  void of_touches_and_consents_are_known_by_the_names_that_ad_networks_and_crms_use() {
    assertThat(
            guess(
                    List.of(
                        "Email",
                        "GCLID",
                        "fbclid",
                        "Landing Page URL",
                        "HTTP Referer",
                        "Opt-in Date"))
                .targets())
        .isEqualTo(
            Map.of(
                1,
                ImportTarget.of(LeadField.EMAIL),
                2,
                ImportTarget.named("gclid").orElseThrow(),
                3,
                ImportTarget.named("fbclid").orElseThrow(),
                4,
                ImportTarget.LANDING_PAGE,
                5,
                ImportTarget.REFERRER,
                6,
                ImportTarget.CONSENT_AT));
    assertThat(guess(List.of("Email", "Klickdatum", "gclid", "GCLID")).targets())
        .isEqualTo(
            Map.of(
                1, ImportTarget.of(LeadField.EMAIL),
                2, ImportTarget.TOUCHED_AT,
                3, ImportTarget.named("gclid").orElseThrow()));
  }

  @Test
  void of_touches_and_consents_are_left_out_where_they_hold_something_else() {
    List<String> names = List.of("Email", "Referrer", "Landing page", "Opt-in date");
    assertThat(
            ColumnGuess.of(
                    names,
                    HeaderRow.PRESENT,
                    List.of(
                        List.of("a@b.example", "https://news.example/x", "", "2026-03-01"),
                        List.of("b@b.example", "", "https://shop.example", "")))
                .mapping()
                .targets())
        .hasSize(4);
    assertThat(
            ColumnGuess.of(
                    names,
                    HeaderRow.PRESENT,
                    List.of(List.of("a@b.example", "google", "Spring sale", "3/1/2026")))
                .mapping()
                .targets())
        .containsOnlyKeys(1);
  }

  @Test
  void that_say_whether_there_is_a_consent_are_not_taken_for_its_moment() {
    assertThat(guess(List.of("Email", "Consent", "Optin")).targets())
        .doesNotContainValue(ImportTarget.CONSENT_AT);
  }

  @Nested
  class From_what_they_hold {

    @Test
    void addresses_numbers_countries_and_companies_are_known_without_names() {
      List<List<String>> rows =
          List.of(
              List.of(
                  "ada@engines.example", "+44 20 7946 0000", "Deutschland", "Engines Ltd", "10115"),
              List.of("bob@tools.example", "030 123 45 67", "France", "Werkzeug GmbH", "20095"),
              List.of("cy@tools.example", "(0) 30 1234567", "UK", "Tools & Sons", "80331"));
      assertThat(ColumnGuess.of(rows.getFirst(), HeaderRow.NONE, rows).mapping())
          .isEqualTo(
              ImportMapping.ofFields(
                  HeaderRow.NONE,
                  Map.of(
                      1, LeadField.EMAIL,
                      2, LeadField.PHONE,
                      3, LeadField.COUNTRY,
                      4, LeadField.COMPANY,
                      5, LeadField.POSTAL_CODE)));
    }

    @Test
    void names_of_columns_count_for_more_than_what_these_hold() {
      List<String> names = List.of("Contact", "Work e-mail", "Other");
      List<List<String>> rows =
          List.of(
              List.of("a@x.example", "b@x.example", "c@x.example"),
              List.of("d@x.example", "e@x.example", "f@x.example"));
      ColumnGuess.Guess guess = ColumnGuess.of(names, HeaderRow.PRESENT, rows);
      assertThat(guess.mapping().targets().get(2)).isEqualTo(ImportTarget.of(LeadField.EMAIL));
      assertThat(guess.mapping().targets()).doesNotContainKey(3);
    }

    @Test
    void a_guess_from_a_known_name_is_surer_than_one_from_a_slip_or_a_look() {
      List<List<String>> rows = List.of(List.of("", "", "Ada King"), List.of("", "", "Bob Lee"));
      assertThat(
              ColumnGuess.of(List.of("email", "Compagny", "x"), HeaderRow.PRESENT, rows)
                  .confidence())
          .isEqualTo(Map.of(1, 1.0, 2, 0.7, 3, 0.4));
    }

    @Test
    void what_is_nested_is_known_by_its_last_names() {
      assertThat(guessed("contact.email", "name.first", "name.last", "address.city"))
          .isEqualTo(
              Map.of(
                  1, LeadField.EMAIL,
                  2, LeadField.GIVEN_NAME,
                  3, LeadField.FAMILY_NAME,
                  4, LeadField.CITY));
    }
  }

  private Map<Integer, LeadField> guessed(String... names) {
    return Maps.transformValues(
        guess(List.of(names)).targets(), target -> target.fields().getFirst());
  }

  private static ImportMapping guess(List<String> names) {
    return ColumnGuess.of(names, HeaderRow.UNDECIDED, List.of()).mapping();
  }
}
