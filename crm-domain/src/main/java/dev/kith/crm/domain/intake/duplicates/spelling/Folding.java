package dev.kith.crm.domain.intake.duplicates.spelling;

import dev.kith.crm.domain.shared.text.LatinLetters;
import java.text.Normalizer;

/**
 * Brings a text to plain small Latin letters and digits, words parted by one blank, so that what
 * people take for the same is the same: {@code Müller}, {@code MUELLER} and {@code Muller} all
 * become {@code muller}.
 *
 * <p>Cyrillic and Greek are romanised letter by letter; what the schemes of romanisation disagree
 * on is left to the comparison. Letters of other scripts are kept as they are.
 *
 * <p>This goes further than {@link dev.kith.crm.domain.shared.text.LatinForm}, which is for what is
 * shown or kept as well: there {@code Mueller} and {@code Müller} stay two names. Both know letters
 * by {@link LatinLetters}.
 */
public final class Folding {

  private Folding() {}

  public static String fold(String text) {
    StringBuilder plain = new StringBuilder(text.length() + 4);
    if (isAscii(text)) {
      appendPlain(plain, text);
    } else {
      // Stood alone, an acute accent is an apostrophe; normalised, it would be a blank and a mark.
      String apostrophes = text.replace('\u00B4', '\'');
      appendPlain(plain, Normalizer.normalize(apostrophes, Normalizer.Form.NFKD));
    }
    int end = plain.length();
    if (end > 0 && plain.charAt(end - 1) == ' ') {
      plain.setLength(end - 1);
    }
    return plain.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static void appendPlain(StringBuilder plain, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        append(plain, c);
      } else if (c >= 'A' && c <= 'Z') {
        append(plain, (char) (c + ('a' - 'A')));
      } else if (!isSilent(c)) {
        appendOther(plain, Character.toLowerCase(c));
      }
    }
  }

  private static void appendOther(StringBuilder plain, char c) {
    String latin = LatinLetters.of(c);
    if (latin != null) {
      for (int i = 0; i < latin.length(); i++) {
        append(plain, latin.charAt(i));
      }
    } else if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
      plain.append(c);
    } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
      plain.append(' ');
    }
  }

  /** Digraphs that stand for one letter with a mark are written as the plain letter. */
  private static void append(StringBuilder plain, char c) {
    int length = plain.length();
    if (length > 0) {
      char before = plain.charAt(length - 1);
      boolean afterConsonant = length == 1 || !isVowel(plain.charAt(length - 2));
      boolean marksVowel = c == 'e' && (before == 'a' || before == 'o' || before == 'u');
      if ((marksVowel && afterConsonant) || (c == 'a' && before == 'a')) {
        return;
      }
    }
    plain.append(c);
  }

  /** Marks that were parted from their letter, and apostrophes: O'Neil is one word. */
  private static boolean isSilent(char c) {
    return c == '\''
        || c == '`'
        || c == '\u2018'
        || c == '\u2019'
        || c == '\u02BC'
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.FORMAT;
  }

  private static boolean isVowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'q';
  }
}
