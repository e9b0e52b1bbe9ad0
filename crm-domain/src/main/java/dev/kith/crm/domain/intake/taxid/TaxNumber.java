package dev.kith.crm.domain.intake.taxid;

import com.google.common.base.CharMatcher;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A company's number at the tax office of a country.
 *
 * @param country that gave the number
 * @param number as it stands on invoices, without blanks and dots: with the country's prefix where
 *     that is usual ({@code DE136695976}, {@code EL094259216}), else without
 * @param kind what the number is called in its country
 * @param proven whether a check digit fits; false for numbers that have none
 */
public record TaxNumber(Country country, String number, String kind, boolean proven) {

  private static final CharMatcher BETWEEN = CharMatcher.anyOf(" .-/_,:\u00a0\u2010\u2011\u2013");
  private static final int LENGTH_OF_CODE = 2;

  /**
   * Reads a number. Its prefix tells the country; a number without one is of the country given.
   *
   * <p>Refused with {@code vat-country-missing} if nothing tells the country, {@code
   * vat-country-unsupported} if its numbers are not known, {@code vat-shape}, or {@code
   * vat-check-digit} if the number is mistyped or made up.
   */
  public static Outcome<TaxNumber> read(String text, @Nullable Country country) {
    String bare = BETWEEN.removeFrom(text).toUpperCase(Locale.ROOT);
    Country named = countryOfPrefix(bare);
    if (country == null) {
      return named == null
          ? refused(
              "vat-country-missing",
              "Start the number with the code of its country, such as DE, or name the country.")
          : readIn(named, bare);
    }
    // A prefix of another country may as well be the first letters of this country's number.
    Outcome<TaxNumber> own = readIn(country, bare);
    return named != null && own instanceof Outcome.Refused<TaxNumber> ? readIn(named, bare) : own;
  }

  private static Outcome<TaxNumber> readIn(Country country, String bare) {
    List<TaxNumberScheme> schemes = TaxNumbers.of(country);
    boolean shaped = false;
    for (TaxNumberScheme scheme : schemes) {
      String national = scheme.national(bare);
      if (national != null) {
        shaped = true;
        if (scheme.proves(national)) {
          return Outcome.done(
              new TaxNumber(
                  country, scheme.prefix() + national, scheme.kind(), scheme.hasCheckDigit()));
        }
      }
    }
    if (schemes.isEmpty()) {
      return refused(
          "vat-country-unsupported",
          "The tax numbers of " + country.englishName() + " are not known here.");
    }
    TaxNumberScheme usual = schemes.getFirst();
    return shaped
        ? refused(
            "vat-check-digit",
            "The check digit does not fit: a character of the number is wrong or out of place.")
        : refused(
            "vat-shape",
            "A number of "
                + country.englishName()
                + " ("
                + usual.kind()
                + ") looks like "
                + usual.example()
                + ".");
  }

  private static @Nullable Country countryOfPrefix(String bare) {
    return bare.length() <= LENGTH_OF_CODE
        ? null
        : TaxNumbers.countryOf(bare.substring(0, LENGTH_OF_CODE));
  }

  private static Outcome<TaxNumber> refused(String code, String message) {
    return Outcome.refused(Invalid.of(new Violation("", code, message)));
  }
}
