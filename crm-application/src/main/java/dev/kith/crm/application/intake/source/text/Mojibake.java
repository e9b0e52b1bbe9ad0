package dev.kith.crm.application.intake.source.text;

import dev.kith.crm.domain.intake.source.Encoding;
import java.nio.charset.Charset;

/**
 * Puts right the commonest slip of converters: bytes of Windows-1252 that were taken for ISO 8859-1
 * stand as control characters that no table holds (U+0080 to U+009F) where dashes, quotes and euro
 * signs stood.
 */
final class Mojibake {

  private static final Charset WINDOWS = Encoding.WINDOWS_1252.charset();

  private Mojibake() {}

  static String mended(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return mendedFrom(text, i);
      }
    }
    return text;
  }

  private static String mendedFrom(String text, int first) {
    StringBuilder mended = new StringBuilder(text);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isControl(c)) {
        char meant = new String(new byte[] {(byte) c}, WINDOWS).charAt(0);
        mended.setCharAt(i, meant == '\uFFFD' ? c : meant);
      }
    }
    return mended.toString();
  }

  private static boolean isControl(char c) {
    return c >= '\u0080' && c <= '\u009F';
  }
}
