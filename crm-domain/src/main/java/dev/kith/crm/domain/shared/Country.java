package dev.kith.crm.domain.shared;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A country by its ISO 3166-1 alpha-2 code, in upper case. */
public record Country(String code) {

  private static final Set<String> CODES =
      ImmutableSet.copyOf(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));

  /** By the English name in lower case; asking the JDK for each name is slow. */
  private static final Map<String, String> BY_NAME =
      CODES.stream()
          .collect(
              ImmutableMap.toImmutableMap(
                  code -> nameOf(code).toLowerCase(Locale.ROOT), code -> code));

  public Country {
    if (!CODES.contains(code)) {
      throw new IllegalArgumentException("not an ISO 3166-1 code: " + code);
    }
  }

  /**
   * Reads a code ({@code de}) or an English name ({@code Germany}). Refused with {@code
   * country-unknown}.
   */
  public static Outcome<Country> parse(String input) {
    String text = input.strip();
    String upper = text.toUpperCase(Locale.ROOT);
    if (CODES.contains(upper)) {
      return Outcome.done(new Country(upper));
    }
    return Optional.ofNullable(BY_NAME.get(text.toLowerCase(Locale.ROOT)))
        .map(code -> Outcome.done(new Country(code)))
        .orElseGet(() ->
            Outcome.refused(
                Invalid.of(
                    new Violation(
                        "",
                        "country-unknown",
                        "A country is an ISO 3166-1 code of two letters, such as DE, or its English"
                            + " name."))));
  }

  public String englishName() {
    return nameOf(code);
  }

  @Override
  public String toString() {
    return code;
  }

  private static String nameOf(String code) {
    return Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
  }
}
