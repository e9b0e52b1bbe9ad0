package dev.kith.crm.domain.shared.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which texts are compared: compatibility forms resolved (Unicode NFKC), small letters,
 * no accents, and the letters of the Cyrillic and Greek alphabets as Latin ones. Letters of other
 * scripts stay as they are.
 *
 * <p>Letters are replaced one by one, see {@link LatinLetters}. An umlaut loses its dots ({@code ü}
 * becomes {@code u}), as in most languages that use the letter; who compares German names must
 * allow for {@code ue}.
 */
public final class LatinForm {

  /** The block of combining diacritical marks. */
  private static final int FIRST_MARK = 0x300;

  private static final int LAST_MARK = 0x36F;

  private LatinForm() {}

  /** The Latin form of a text; a text of plain small ASCII letters is its own. */
  public static String of(String text) {
    if (isPlain(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    String resolved = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder latin = new StringBuilder(resolved.length() + 8);
    resolved.codePoints().forEach(c -> append(latin, c));
    return latin.toString();
  }

  /** The same, but Cyrillic and Greek letters stay what they are. */
  public static String keepingTheScript(String text) {
    if (isPlain(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    String resolved = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder kept = new StringBuilder(resolved.length());
    resolved
        .codePoints()
        .forEach(c -> {
          if (Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN) {
            append(kept, c);
          } else {
            kept.appendCodePoint(c);
          }
        });
    return kept.toString();
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static void append(StringBuilder latin, int c) {
    String known = LatinLetters.of(c);
    if (known != null) {
      latin.append(known);
      return;
    }
    if (c < 0x80 || !Character.isLetter(c)) {
      if (Character.getType(c) != Character.NON_SPACING_MARK || !isAccent(c)) {
        latin.appendCodePoint(c);
      }
      return;
    }
    String apart = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
    int base = apart.codePointAt(0);
    if (base == c || !isAccented(apart)) {
      latin.appendCodePoint(c);
    } else {
      append(latin, base);
    }
  }

  /** A letter and marks of European scripts; the parts of a Hangul syllable are no marks. */
  private static boolean isAccented(String apart) {
    return apart.codePoints().skip(1).allMatch(LatinForm::isAccent);
  }

  private static boolean isAccent(int c) {
    return c >= FIRST_MARK && c <= LAST_MARK;
  }
}
