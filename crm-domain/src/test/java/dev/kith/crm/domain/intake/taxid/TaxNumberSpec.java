package dev.kith.crm.domain.intake.taxid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaxNumberSpec {

  /**
   * Formulas that let some wrong digits pass: they write two remainders as one digit, or leave some
   * digits out (NL, SE), or a number of another sort may come out (CZ, RO, GB).
   */
  private static final Set<String> NOT_EVERY_DIGIT =
      Set.of(
          "AR", "BG", "CO", "CZ", "GB", "GR", "JP", "LT", "LV", "NL", "NZ", "PE", "PT", "RO", "RU",
          "SE", "TH");

  @Test
  void numbers_of_all_the_european_union_and_of_many_other_countries_are_known() {
    assertThat(TaxNumbers.countries())
        .hasSizeGreaterThan(50)
        .extracting(Country::code)
        .contains(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
            "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "GB",
            "CH", "LI", "NO", "IS", "AU", "IN", "BR", "US");
  }

  @Nested
  class A_number {

    @Test
    void tells_its_country_by_its_prefix() {
      assertRead("de 123 456 788", null, new TaxNumber(de(), "DE123456788", "USt-IdNr.", true));
      assertRead(
          "EL 123456783", null, new TaxNumber(new Country("GR"), "EL123456783", "ΑΦΜ", true));
      assertRead(
          "CHE-123.456.788 MWST",
          null,
          new TaxNumber(new Country("CH"), "CHE123456788", "UID", true));
      assertRead("XI123456727", null, new TaxNumber(new Country("GB"), "GB123456727", "VAT", true));
    }

    @Test
    void without_a_prefix_is_of_the_country_given() {
      assertRead("123456788", "DE", new TaxNumber(de(), "DE123456788", "USt-IdNr.", true));
      assertRead(
          "12.345.678/0001-95",
          "BR",
          new TaxNumber(new Country("BR"), "12345678000195", "CNPJ", true));
    }

    @Test
    void with_the_prefix_of_another_country_is_of_that_one() {
      assertRead("DE123456788", "FR", new TaxNumber(de(), "DE123456788", "USt-IdNr.", true));
    }

    @Test
    void may_have_no_check_digit() {
      assertRead("12-3456789", "US", new TaxNumber(new Country("US"), "123456789", "EIN", false));
    }

    @Test
    void of_every_sort_is_shown_by_a_right_example() {
      for (Country country : TaxNumbers.countries()) {
        for (TaxNumberScheme scheme : TaxNumbers.of(country)) {
          assertThat(TaxNumber.read(scheme.example(), country))
              .as(scheme.example())
              .isInstanceOf(Outcome.Done.class);
        }
      }
    }
  }

  @Nested
  class Of_what_is_no_number {

    @Test
    void the_reason_is_told() {
      assertRefused("123456788", null, "vat-country-missing");
      assertRefused("", null, "vat-country-missing");
      assertRefused("123", "AQ", "vat-country-unsupported");
      assertRefused("DE12345678", null, "vat-shape");
      assertRefused("DE123456789", null, "vat-check-digit");
      assertRefused("IT12345672222", null, "vat-check-digit");
    }

    @Test
    void a_wrong_digit_is_found_wherever_the_formula_promises_it() {
      for (Country country : TaxNumbers.countries()) {
        TaxNumberScheme scheme = TaxNumbers.of(country).getFirst();
        if (scheme.hasCheckDigit()) {
          double least = NOT_EVERY_DIGIT.contains(country.code()) ? 0.75 : 1.0;
          Seeded.cases(
              50,
              random -> {
                String right = withOtherDigits(scheme.example(), random);
                if (TaxNumber.read(right, country) instanceof Outcome.Done) {
                  assertThat(shareOfWrongDigitsFound(country, right))
                      .as(right)
                      .isGreaterThanOrEqualTo(least);
                }
              });
          assertThat(shareOfWrongDigitsFound(country, scheme.example()))
              .as(scheme.example())
              .isGreaterThanOrEqualTo(least);
        }
      }
    }
  }

  @Test
  void no_text_is_too_odd_to_be_answered() {
    List<Country> countries = List.copyOf(TaxNumbers.countries());
    Seeded.cases(
        5_000,
        random -> {
          Country country = random.percent(80) ? random.oneOf(countries) : null;
          String prefix = country == null ? "" : random.oneOf(country.code(), "");
          String text = prefix + random.text("0123456789ABKLOTUXZ+*Ñ& ٣é", 0, 18);
          assertThat(TaxNumber.read(text, country)).isNotNull();
        });
  }

  private static String withOtherDigits(String text, Seeded random) {
    StringBuilder other = new StringBuilder();
    text.chars()
        .forEach(
            c -> other.append(Character.isDigit(c) ? (char) random.between('0', '9') : (char) c));
    return other.toString();
  }

  private static double shareOfWrongDigitsFound(Country country, String right) {
    int tried = 0;
    int found = 0;
    for (int i = 0; i < right.length(); i++) {
      for (char c = '0'; c <= '9'; c++) {
        if (Character.isDigit(right.charAt(i)) && right.charAt(i) != c) {
          tried++;
          String wrong = right.substring(0, i) + c + right.substring(i + 1);
          found += TaxNumber.read(wrong, country) instanceof Outcome.Done ? 0 : 1;
        }
      }
    }
    return (double) found / tried;
  }

  private static Country de() {
    return new Country("DE");
  }

  private static void assertRead(String text, @Nullable String country, TaxNumber number) {
    assertThat(TaxNumber.read(text, country == null ? null : new Country(country)))
        .isEqualTo(Outcome.done(number));
  }

  private static void assertRefused(String text, @Nullable String country, String code) {
    assertThat(TaxNumber.read(text, country == null ? null : new Country(country)))
        .extracting(outcome -> ((Outcome.Refused<TaxNumber>) outcome).refusal().violations())
        .asInstanceOf(InstanceOfAssertFactories.list(Violation.class))
        .extracting(Violation::code)
        .containsExactly(code);
  }
}
