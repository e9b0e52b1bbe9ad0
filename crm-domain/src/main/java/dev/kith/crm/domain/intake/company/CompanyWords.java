package dev.kith.crm.domain.intake.company;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.text.LatinForm;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;

/** What single words of company names mean and weigh; all words in their Latin form. */
public final class CompanyWords {

  /** What a word weighs that names of many companies share. */
  static final double OF_A_USUAL_WORD = 0.5;

  /** What "and", "of" and their like weigh. */
  static final double OF_A_SMALL_WORD = 0.1;

  private static final ResourceBundle DATA =
      ResourceBundle.getBundle(
          "dev.kith.crm.domain.intake.company.words",
          Locale.ROOT,
          CompanyWords.class.getClassLoader());

  private static final Map<String, String> SAME = same();
  private static final Map<String, Double> WEIGHTS = weights();
  private static final Set<String> KNOWN = known();
  private static final Set<String> SILENT = silentWords();
  private static final Set<String> USUAL = words("usual").collect(ImmutableSet.toImmutableSet());

  private CompanyWords() {}

  /** The one spelling that stands for all abbreviations and translations of a word. */
  static String usual(String word) {
    return SAME.getOrDefault(word, word);
  }

  /**
   * How much a word says of who a company is, from 0 to 1: a usual word says little, and so do
   * initials, because many names share them.
   */
  static double weightOf(String word) {
    Double known = WEIGHTS.get(word);
    if (known != null) {
      return known;
    }
    if (LegalForms.isOnlyOrdinary(word)) {
      return 0.2;
    }
    if (isNumber(word)) {
      return 1;
    }
    return switch (word.length()) {
      case 1 -> 0.3;
      case 2 -> 0.6;
      case 3 -> 0.8;
      default -> 1;
    };
  }

  /** Whether the word is right as it is, and so never a misspelling of another one. */
  static boolean isKnown(String word) {
    return KNOWN.contains(word);
  }

  static boolean isNumber(String word) {
    return word.codePoints().anyMatch(Character::isDigit);
  }

  /** All abbreviations and translations, with the spelling that stands for each. */
  public static Map<String, String> spellings() {
    return SAME;
  }

  /** Whether a word tells who a company is, where there is more to go by than its name. */
  public static boolean isTelling(String word) {
    return weightOf(word) > OF_A_USUAL_WORD && !USUAL.contains(word);
  }

  /** Words that say nothing of who a company is, such as "of" and legal forms. */
  public static Set<String> silent() {
    return SILENT;
  }

  private static Set<String> silentWords() {
    return Stream.concat(words("silent"), words(key(OF_A_SMALL_WORD)))
        .collect(ImmutableSet.toImmutableSet());
  }

  private static String key(double weight) {
    return "weight." + Math.round(100 * weight);
  }

  private static Map<String, String> same() {
    Map<String, String> same = new HashMap<>();
    keys("same.")
        .forEach(key -> words(key).forEach(w -> same.put(w, key.substring("same.".length()))));
    return ImmutableMap.copyOf(same);
  }

  private static Map<String, Double> weights() {
    ImmutableMap.Builder<String, Double> weights = ImmutableMap.builder();
    keys("weight.")
        .forEach(key -> {
          double weight = Integer.parseInt(key.substring("weight.".length())) / 100.0;
          words(key).forEach(w -> weights.put(w, weight));
        });
    return weights.buildOrThrow();
  }

  private static Set<String> known() {
    ImmutableSet.Builder<String> known = ImmutableSet.builder();
    words("known").forEach(known::add);
    keys("weight.").flatMap(CompanyWords::words).forEach(known::add);
    keys("same.").map(key -> key.substring("same.".length())).forEach(known::add);
    Arrays.stream(Locale.getISOCountries())
        .map(code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH))
        .map(LatinForm::of)
        .filter(name -> name.indexOf(' ') < 0)
        .forEach(known::add);
    return known.build();
  }

  private static Stream<String> keys(String prefix) {
    return DATA.keySet().stream().filter(key -> key.startsWith(prefix)).sorted();
  }

  private static Stream<String> words(String key) {
    return Splitter.on(' ').omitEmptyStrings().splitToStream(DATA.getString(key));
  }
}
