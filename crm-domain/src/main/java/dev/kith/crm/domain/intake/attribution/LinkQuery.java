package dev.kith.crm.domain.intake.attribution;

import com.google.common.base.Splitter;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters in the query of a link. Links of campaigns are put together by hand, so nothing in
 * them is an error: what is no escape stands for itself.
 */
final class LinkQuery {

  private static final Splitter PARTS = Splitter.on('&').omitEmptyStrings();

  private LinkQuery() {}

  /**
   * By names in lower case; of a name that stands there several times, the first that says
   * something.
   */
  static Map<String, String> of(String url) {
    String whole = url.substring(0, end(url));
    int question = whole.indexOf('?');
    Map<String, String> found = new TreeMap<>();
    if (question >= 0) {
      // Links that were put together twice have a second question mark instead of an ampersand.
      for (String part : PARTS.split(whole.substring(question + 1).replace('?', '&'))) {
        int equals = part.indexOf('=');
        String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
        if (!VisibleText.isBlank(value)) {
          found.putIfAbsent(decoded(part.substring(0, equals)).toLowerCase(Locale.ROOT), value);
        }
      }
    }
    return found;
  }

  private static int end(String url) {
    int fragment = url.indexOf('#');
    return fragment < 0 ? url.length() : fragment;
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
      if (low >= 0) {
        out[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        out[length++] = bytes[i] == '+' ? (byte) ' ' : bytes[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
