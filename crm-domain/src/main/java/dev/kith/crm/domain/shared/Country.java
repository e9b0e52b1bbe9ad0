package dev.kith.crm.domain.shared;

import static java.util.stream.Collectors.joining;

import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import java.util.Set;

/** A country by its ISO 3166-1 alpha-2 code, in upper case. */
public record Country(String code) {

  public Country {
    if (!CountryNames.CODES.contains(code)) {
      throw new IllegalArgumentException("not an ISO 3166-1 code: " + code);
    }
  }

  /**
   * Reads a code ({@code de}, {@code DEU}) or a name: in English, in the country's own language or
   * a widely used one, or for short ({@code Germany}, {@code Deutschland}, {@code UK}). Refused
   * with {@code country-unknown}, and with {@code country-ambiguous} where several are called so.
   */
  public static Outcome<Country> parse(String input) {
    Set<String> codes = CountryNames.codesOf(input);
    return switch (codes.size()) {
      case 0 ->
          refused(
              "country-unknown",
              "A country is an ISO 3166-1 code, such as DE, or the name of a country.");
      case 1 -> Outcome.done(new Country(codes.iterator().next()));
      default ->
          refused(
              "country-ambiguous",
              "More than one country is called so. Did you mean "
                  + codes.stream()
                      .map(code -> CountryNames.english(code) + " (" + code + ")")
                      .sorted()
                      .collect(joining(" or "))
                  + "?");
    };
  }

  private static Outcome<Country> refused(String code, String message) {
    return Outcome.refused(Invalid.of(new Violation("", code, message)));
  }

  public String englishName() {
    return CountryNames.english(code);
  }

  @Override
  public String toString() {
    return code;
  }
}
