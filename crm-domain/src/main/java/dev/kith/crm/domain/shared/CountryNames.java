package dev.kith.crm.domain.shared;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import dev.kith.crm.domain.shared.text.LatinForm;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people write for a country other than its code of two letters: the code of three, its name
 * in English, in languages that are widely used in trade, and in its own, and what it is called for
 * short. Case, accents, dots and an English article make no difference.
 */
final class CountryNames {

  static final Set<String> CODES =
      ImmutableSet.copyOf(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2));

  private static final List<String> LANGUAGES =
      List.of("de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da");

  /**
   * Names that the JDK does not give: short and former ones, those of parts that write letters of
   * their own, and the formal ones of ISO 3166. Where two countries claim a name, both have it.
   */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("AE", "UAE, Emirates"),
          Map.entry("BA", "Bosnia"),
          Map.entry("BN", "Brunei Darussalam"),
          Map.entry("BO", "Bolivia Plurinational State of"),
          Map.entry("CD", "Congo, DRC, DR Congo, Congo Democratic Republic of the"),
          Map.entry("CG", "Congo, Republic of the Congo"),
          Map.entry("CI", "Ivory Coast"),
          Map.entry("CN", "PRC, People's Republic of China, Mainland China"),
          Map.entry("CV", "Cape Verde"),
          Map.entry("CZ", "Czech Republic, Tschechische Republik"),
          Map.entry("DE", "BRD, Federal Republic of Germany, Bundesrepublik Deutschland"),
          Map.entry("FM", "Micronesia Federated States of"),
          Map.entry("GB", "UK, Great Britain, Britain, England, Scotland, Wales, Northern Ireland"),
          Map.entry("GR", "Hellas"),
          Map.entry("HK", "Hong Kong"),
          Map.entry("IE", "Republic of Ireland, Eire"),
          Map.entry("IR", "Iran Islamic Republic of"),
          Map.entry("KP", "Korea, Corea, Corée, DPRK, Korea Democratic People's Republic of"),
          Map.entry("KR", "Korea, Corea, Corée, Republic of Korea, Korea Republic of, Korea South"),
          Map.entry("LA", "Lao People's Democratic Republic, Lao PDR"),
          Map.entry("MD", "Republic of Moldova, Moldova Republic of"),
          Map.entry("MF", "Saint Martin"),
          Map.entry("MK", "Macedonia, FYROM"),
          Map.entry("MM", "Burma, Myanmar"),
          Map.entry("MO", "Macao, Macau"),
          Map.entry("NL", "Holland"),
          Map.entry("PS", "Palestine, Palestine State of"),
          Map.entry("RU", "Russian Federation"),
          Map.entry("SK", "Slovak Republic"),
          Map.entry("SY", "Syrian Arab Republic"),
          Map.entry("SZ", "Swaziland"),
          Map.entry("TL", "East Timor"),
          Map.entry("TR", "Turkey, Türkiye"),
          Map.entry("TW", "Taiwan Province of China"),
          Map.entry("TZ", "United Republic of Tanzania, Tanzania United Republic of"),
          Map.entry("US", "America, United States of America"),
          Map.entry("VA", "Vatican, Holy See"),
          Map.entry("VE", "Venezuela Bolivarian Republic of"),
          Map.entry("VG", "Virgin Islands"),
          Map.entry("VI", "Virgin Islands"),
          Map.entry("VN", "Viet Nam"));

  private static final Splitter COMMA = Splitter.on(',').trimResults().omitEmptyStrings();
  private static final CharMatcher WITHIN_WORDS = CharMatcher.anyOf(".'’‘`");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\p{P}\\p{S}\\s\\p{Z}]+");

  /** English names and those above; asking the JDK for each name is slow. */
  private static final ImmutableSetMultimap<String, String> USUAL = usual();

  private CountryNames() {}

  /** The codes of the countries that a text may mean: none, one, or several. */
  static Set<String> codesOf(String text) {
    String code = WITHIN_WORDS.removeFrom(VisibleText.trim(text)).toUpperCase(Locale.ROOT);
    if (CODES.contains(code)) {
      return ImmutableSet.of(code);
    }
    String name = folded(text);
    return USUAL.containsKey(name) ? USUAL.get(name) : Foreign.NAMES.get(name);
  }

  static String english(String code) {
    return name(code, Locale.ENGLISH);
  }

  private static String name(String code, Locale language) {
    return Locale.of("", code).getDisplayCountry(language);
  }

  private static String folded(String text) {
    String words =
        BETWEEN_WORDS
            .matcher(
                WITHIN_WORDS.removeFrom(LatinForm.of(VisibleText.trim(text))).replace("&", " and "))
            .replaceAll(" ")
            .strip();
    return words.startsWith("the ") ? words.substring("the ".length()) : words;
  }

  private static ImmutableSetMultimap<String, String> usual() {
    ImmutableSetMultimap.Builder<String, String> names = ImmutableSetMultimap.builder();
    for (String code : CODES) {
      names.put(folded(english(code)), code);
      names.put(folded(Locale.of("", code).getISO3Country()), code);
      COMMA.split(OTHERS.getOrDefault(code, "")).forEach(name -> names.put(folded(name), code));
    }
    return names.build();
  }

  /** Loaded for the first text that is neither a code nor a usual name: it takes half a second. */
  private static final class Foreign {

    static final ImmutableSetMultimap<String, String> NAMES = names();

    private static ImmutableSetMultimap<String, String> names() {
      ImmutableSetMultimap.Builder<String, String> names = ImmutableSetMultimap.builder();
      for (String language : LANGUAGES) {
        CODES.forEach(code -> names.put(folded(name(code, Locale.of(language))), code));
      }
      for (Locale spoken : Locale.getAvailableLocales()) {
        if (CODES.contains(spoken.getCountry()) && !spoken.getLanguage().equals("en")) {
          Locale language =
              new Locale.Builder()
                  .setLanguage(spoken.getLanguage())
                  .setScript(spoken.getScript())
                  .build();
          names.put(folded(name(spoken.getCountry(), language)), spoken.getCountry());
        }
      }
      return names.build();
    }
  }
}
