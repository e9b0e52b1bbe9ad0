package dev.kith.crm.domain.intake.postal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PostalRulesSpec {

  @Test
  void the_rules_of_more_than_180_countries_are_known() {
    assertThat(PostalRules.countries()).hasSizeGreaterThan(180);
    assertThat(PostalRules.of(new Country("AQ"))).isEmpty();
  }

  @Nested
  class A_postal_code {

    @Test
    void is_written_as_the_post_writes_it() {
      assertWritten("GB", "sw1a1aa", "SW1A 1AA");
      assertWritten("NL", "1012lg", "1012 LG");
      assertWritten("SE", "11455", "114 55");
      assertWritten("PT", "2725079", "2725-079");
      assertWritten("JP", "〒1540023", "154-0023");
      assertWritten("CA", "h3z-2y7", "H3Z 2Y7");
      assertWritten("US", "22162 1010", "22162-1010");
      assertWritten("PE", "lima23", "LIMA 23");
    }

    @Test
    void may_have_the_code_of_its_country_in_front_or_lack_it() {
      assertWritten("DE", "D-10115", "10115");
      assertWritten("CH", "CH-8000", "8000");
      assertWritten("LI", "FL-9490", "9490");
      assertWritten("LV", "1073", "LV-1073");
      assertWritten("BB", "23026", "BB23026");
    }

    @Test
    void of_the_wrong_shape_is_none() {
      for (String wrong : List.of("1011", "101155", "1O115", "", "10_115", "10115 Berlin")) {
        assertThat(rules("DE").postalCode(wrong)).isEmpty();
      }
      assertThat(rules("GB").postalCode("SW1A 1CA")).isEmpty();
      assertThat(rules("NL").postalCode("0012 LG")).isEmpty();
      assertThat(rules("LI").postalCode("9499")).isEmpty();
    }

    @Test
    void of_every_country_is_shown_by_an_example_of_the_right_shape() {
      assertThat(PostalRules.countries())
          .filteredOn(country -> rules(country.code()).hasPostalCodes())
          .allSatisfy(country -> {
            PostalRules rules = rules(country.code());
            assertThat(rules.postalCode(rules.example())).isEqualTo(Optional.of(rules.example()));
          });
    }

    @Test
    void reads_the_same_once_it_is_written() {
      Seeded.cases(
          2_000,
          random -> {
            PostalRules rules = rules(random.oneOf(List.copyOf(PostalRules.countries())).code());
            String typed = random.text("0123456789AHLXd -", 0, 9);
            Optional<String> written = rules.postalCode(typed);
            if (written.isPresent()) {
              assertThat(rules.postalCode(written.get())).isEqualTo(written);
            }
          });
    }

    private static void assertWritten(String country, String typed, String written) {
      assertThat(rules(country).postalCode(typed)).isEqualTo(Optional.of(written));
    }
  }

  @Nested
  class An_address {

    @Test
    void is_told_everything_that_is_wrong_with_it_at_once() {
      assertThat(rules("DE").findings(address("DE", null, "1011", null, null)))
          .containsExactlyInAnyOrder(
              Finding.error("street", "required", "An address in Germany needs a street."),
              Finding.error("city", "required", "An address in Germany needs a city."),
              Finding.error(
                  "postalCode", "postal-code-shape", "A postal code of Germany looks like 10115."));
    }

    @Test
    void needs_what_its_country_asks_for() {
      assertThat(rules("US").findings(address("US", "1 Main St", "95014", "Cupertino", null)))
          .containsExactly(
              Finding.error(
                  "region", "required", "An address in United States needs a region or state."));
      assertThat(rules("SG").findings(address("SG", "1 Road", "546080", null, null))).isEmpty();
    }

    @Test
    void is_warned_of_a_postal_code_that_is_written_otherwise_or_not_used() {
      assertThat(rules("NL").findings(address("NL", "Dam 1", "1012lg", "Amsterdam", null)))
          .containsExactly(
              Finding.warning(
                      "postalCode", "postal-code-spelling", "The postal code is written 1012 LG.")
                  .suggesting("1012 LG"));
      assertThat(rules("AO").findings(address("AO", "Rua 1", "1234", "Luanda", null)))
          .containsExactly(
              Finding.warning("postalCode", "postal-code-unused", "Angola has no postal codes."));
    }

    @Test
    void is_put_in_lines_as_on_an_envelope() {
      assertLines(
          "DE", "Allee 1\nHof 2", "10115", "Berlin", null, "Allee 1", "Hof 2", "10115 Berlin");
      assertLines("GB", "1 Mall", "sw1a1aa", "London", null, "1 Mall", "LONDON", "SW1A 1AA");
      assertLines(
          "US", "1 Main St", "95014", "Cupertino", "ca", "1 Main St", "CUPERTINO, CA 95014");
      assertLines("SE", "Gata 1", "11455", "Stockholm", null, "Gata 1", "SE-114 55 Stockholm");
      assertLines("HU", "Utca 1", "1037", "Budapest", null, "BUDAPEST", "UTCA 1", "1037");
      assertLines(
          "JE", "1 Road", "je11aa", "St Helier", null, "1 Road", "ST HELIER", "JERSEY", "JE1 1AA");
    }

    @Test
    void leaves_no_gap_for_a_part_that_it_lacks() {
      assertLines("US", "1 Main St", "95014", "Cupertino", null, "1 Main St", "CUPERTINO, 95014");
      assertLines("US", "1 Main St", null, "Cupertino", null, "1 Main St", "CUPERTINO");
      assertLines("SE", "Gata 1", null, "Stockholm", null, "Gata 1", "Stockholm");
      assertLines("TR", null, "01960", "Adana", null, "01960 Adana");
    }

    private static void assertLines(
        String country,
        @Nullable String street,
        @Nullable String code,
        @Nullable String city,
        @Nullable String region,
        String... lines) {
      assertThat(rules(country).lines(address(country, street, code, city, region)))
          .containsExactly(lines);
    }
  }

  private static PostalAddress address(
      String country,
      @Nullable String street,
      @Nullable String code,
      @Nullable String city,
      @Nullable String region) {
    return new PostalAddress(street, code, city, region, new Country(country));
  }

  private static PostalRules rules(String country) {
    return PostalRules.of(new Country(country)).orElseThrow();
  }
}
