package dev.kith.crm.persistence.kernel;

import java.text.Normalizer;
import java.util.Locale;

/** Texts in the form in which fragments of them are looked for. */
public final class SearchText {

  private SearchText() {}

  /**
   * In lower case, and with each accent in one character with its letter: some systems write it as
   * a character of its own, and both look the same.
   */
  public static String comparable(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
