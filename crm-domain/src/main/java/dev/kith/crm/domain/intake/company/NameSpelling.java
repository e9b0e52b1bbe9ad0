package dev.kith.crm.domain.intake.company;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How a company's name is spelt for people: blanks, quotes, and no shouting. */
final class NameSpelling {

  /** Wide letters, and those in a circle or in brackets, are only a way of typing: Ａ, ㈱. */
  private static final Pattern WIDE =
      Pattern.compile("[\\p{InHalfwidthAndFullwidthForms}\\p{InEnclosedCJKLettersAndMonths}]");

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}]+");
  private static final Pattern DOUBLE_QUOTES = Pattern.compile("[“”„‟«»〝〞＂]|''");
  private static final Pattern SINGLE_QUOTES = Pattern.compile("[‘’‚‛`´ʼ＇]");
  private static final Pattern ENDS = Pattern.compile("^[\\s*,;:•·|#>]+|[\\s,;:•·|*<]+$");
  private static final Pattern DOUBLED_DOT = Pattern.compile("\\.{2,}$");
  private static final Pattern LETTERS =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:'\\p{L}(?!\\p{L}))?");
  private static final Pattern LONG_WORD = Pattern.compile("\\p{Lu}{5}");
  private static final Pattern SMALL_LETTER = Pattern.compile("\\p{Ll}");

  private static final Set<String> SMALL_WORDS =
      Set.of(
          "OF", "THE", "AND", "FOR", "IN", "ON", "AT", "VAN", "DER", "DEN", "DE", "DU", "DES", "LA",
          "LE", "LES", "EL", "UND", "FÜR", "IM", "AM", "ZUM", "ZUR", "VON", "DI", "DEL", "DA", "DO",
          "DOS", "DAS", "Y", "E", "ET", "EN", "TE", "TER", "HET", "OG", "OCH");

  private static final int LONGEST_INITIALS = 3;

  private NameSpelling() {}

  /** One blank between words, plain quotes, none around the whole, no stray marks at the ends. */
  static String clean(String text) {
    String clean =
        Normalizer.normalize(
            text, WIDE.matcher(text).find() ? Normalizer.Form.NFKC : Normalizer.Form.NFC);
    clean = BLANKS.matcher(clean).replaceAll(" ");
    clean = DOUBLE_QUOTES.matcher(clean).replaceAll("\"");
    clean = SINGLE_QUOTES.matcher(clean).replaceAll("'");
    clean = ENDS.matcher(clean).replaceAll("");
    clean = DOUBLED_DOT.matcher(clean).replaceAll(".");
    if (clean.length() > 2
        && isQuote(clean.charAt(0))
        && clean.indexOf(clean.charAt(0), 1) == clean.length() - 1) {
      clean = clean.substring(1, clean.length() - 1).strip();
    }
    return clean.isEmpty() ? text.strip() : clean;
  }

  /** No small letter, and a word too long to be initials. */
  static boolean shouts(String text) {
    return !SMALL_LETTER.matcher(text).find() && LONG_WORD.matcher(text).find();
  }

  /** The rule stands at {@link CompanyName#display()}. */
  static String calm(String text) {
    return LETTERS.matcher(text).replaceAll(word -> calmWord(text, word));
  }

  private static String calmWord(String text, MatchResult word) {
    String letters = word.group();
    if (word.start() > 0
        && SMALL_WORDS.contains(letters)
        && " -".indexOf(text.charAt(word.start() - 1)) >= 0) {
      return letters.toLowerCase(Locale.ROOT);
    }
    boolean smallAtTheStart = word.start() == 0 && SMALL_WORDS.contains(letters);
    boolean initials = letters.length() <= LONGEST_INITIALS && !smallAtTheStart;
    if (initials || letters.chars().anyMatch(Character::isDigit)) {
      return letters;
    }
    int first = letters.offsetByCodePoints(0, 1);
    return letters.substring(0, first) + letters.substring(first).toLowerCase(Locale.ROOT);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}
