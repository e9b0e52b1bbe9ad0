package dev.kith.crm.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Sets;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesSpec {

  @Nested
  class A_telephone_number {

    @Test
    void is_international_and_may_have_an_extension() {
      assertThat(new PhoneNumber("+493012345678;ext=21").digits()).isEqualTo("493012345678");
      assertThat(new PhoneNumber("+4930123").digits()).isEqualTo("4930123");
    }

    @Test
    void in_any_other_form_is_none() {
      assertThat(
              List.of(
                  "",
                  "030123456",
                  "+0301234567",
                  "+49301",
                  "+49 30 123456",
                  "+4930123456;ext=",
                  "+" + "1".repeat(16)))
          .allSatisfy(text ->
              assertThatThrownBy(() -> new PhoneNumber(text))
                  .isInstanceOf(IllegalArgumentException.class));
    }
  }

  @Nested
  class A_country {

    @Test
    void is_read_from_its_code_or_its_english_name_in_any_case() {
      assertThat(List.of("DE", "de", " De ", "DEU", "Germany", "GERMANY", "\uFEFFGermany"))
          .allSatisfy(
              text -> assertThat(Country.parse(text)).isEqualTo(Outcome.done(new Country("DE"))));
      assertThat(new Country("DE").englishName()).isEqualTo("Germany");
    }

    @ParameterizedTest
    @CsvSource(
        delimiterString = "->",
        textBlock =
            """
            Deutschland -> DE
            España -> ES
            espana -> ES
            Österreich -> AT
            Suisse -> CH
            Schweiz -> CH
            Svizzera -> CH
            Ελλάδα -> GR
            Россия -> RU
            日本 -> JP
            Allemagne -> DE
            """)
    void is_read_from_its_name_in_its_own_language_and_in_widely_used_ones(
        String text, String code) {
      assertThat(Country.parse(text)).isEqualTo(Outcome.done(new Country(code)));
    }

    @ParameterizedTest
    @CsvSource(
        delimiterString = "->",
        textBlock =
            """
            USA -> US
            U.S.A. -> US
            u.s. -> US
            The United States of America -> US
            UK -> GB
            U.K. -> GB
            England -> GB
            Holland -> NL
            The Netherlands -> NL
            Czech Republic -> CZ
            Cote d'Ivoire -> CI
            Korea, Republic of -> KR
            Turkey -> TR
            Bosnia & Herzegovina -> BA
            """)
    void is_read_from_what_it_is_called_for_short_and_formally(String text, String code) {
      assertThat(Country.parse(text)).isEqualTo(Outcome.done(new Country(code)));
    }

    @Test
    void is_not_guessed_where_several_are_called_so() {
      assertThat(Country.parse("Korea"))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      new Violation(
                          "",
                          "country-ambiguous",
                          "More than one country is called so. Did you mean North Korea (KP) or"
                              + " South Korea (KR)?"))));
      assertThat(Country.parse("Congo")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void is_found_by_every_name_that_the_machine_knows_for_one_country_only() {
      Set<String> congos = Set.of("CG", "CD");
      for (String code : Sets.difference(Set.of(Locale.getISOCountries()), congos)) {
        for (String language : List.of("en", "de", "fr", "es", "it", "pt", "nl", "pl")) {
          String name = Locale.of("", code).getDisplayCountry(Locale.of(language));
          assertThat(Country.parse(name)).as(name).isEqualTo(Outcome.done(new Country(code)));
        }
      }
    }

    @Test
    void is_read_the_same_whatever_the_language_of_the_machine() {
      Locale usual = Locale.getDefault();
      try {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        assertThat(Country.parse("italy")).isEqualTo(Outcome.done(new Country("IT")));
        assertThat(Country.parse("it")).isEqualTo(Outcome.done(new Country("IT")));
      } finally {
        Locale.setDefault(usual);
      }
    }

    @Test
    void that_does_not_exist_is_refused() {
      assertThat(List.of("", "XX", "XXX", "the", "Atlantis"))
          .allSatisfy(text ->
              assertThat(Country.parse(text))
                  .isEqualTo(
                      Outcome.refused(
                          Invalid.of(
                              new Violation(
                                  "",
                                  "country-unknown",
                                  "A country is an ISO 3166-1 code, such as DE, or the name of a"
                                      + " country.")))));
      assertThatThrownBy(() -> new Country("de")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class A_revision {

    private final Instant born = Instant.parse("2026-03-02T09:00:00.123456789Z");
    private final Instant later = Instant.parse("2026-03-02T10:00:00.987654321Z");
    private final Instant bornMicros = Instant.parse("2026-03-02T09:00:00.123456Z");
    private final Instant laterMicros = Instant.parse("2026-03-02T10:00:00.987654Z");

    @Test
    void counts_changes_and_keeps_microseconds() {
      Revision first = Revision.first(born);
      assertThat(first).isEqualTo(new Revision(1, bornMicros, bornMicros, null));
      assertThat(first.next(later)).isEqualTo(new Revision(2, bornMicros, laterMicros, null));
    }

    @Test
    void knows_whether_the_record_lies_in_the_bin() {
      Revision deleted = Revision.first(born).deleted(later);
      assertThat(deleted).isEqualTo(new Revision(2, bornMicros, laterMicros, laterMicros));
      assertThat(deleted.isDeleted()).isTrue();
      assertThat(deleted.restored(later)).isEqualTo(new Revision(3, bornMicros, laterMicros, null));
      assertThat(deleted.restored(later).isDeleted()).isFalse();
    }

    @Test
    void starts_at_one() {
      assertThatThrownBy(() -> new Revision(0, born, born, null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
