package dev.kith.crm.domain.lead;

import com.google.common.base.CharMatcher;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something known of a lead for which there is no field of its own, under a name that people chose.
 * Two names that differ in their capital letters only are one.
 *
 * @param name as it was first written: trimmed, with single blanks, in Unicode's composed form
 * @param value what is known; never blank
 */
public record CustomField(String name, String value) {

  public static final int LONGEST_NAME = 80;
  public static final int LONGEST_VALUE = 1_000;

  /** What stands between name and value where both are written in one text. */
  static final char AFTER_NAME = ':';

  /** What makes two of them the same field. */
  public String key() {
    return keyOf(name);
  }

  public static String keyOf(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /**
   * The name that a heading gives a field: without colons, and no longer than allowed. Empty for a
   * heading of which nothing can be seen.
   */
  public static String nameOf(String heading) {
    String name =
        tidy(CharMatcher.javaIsoControl().or(CharMatcher.is(AFTER_NAME)).replaceFrom(heading, ' '));
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : tidy(name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)));
  }

  /**
   * Reads one field; null if there is no value to see, or something is wrong, which is noted.
   *
   * @param at where problems are noted
   */
  static @Nullable CustomField read(Checks checks, String at, String rawName, String rawValue) {
    String name = checks.text(at, tidy(rawName), LONGEST_NAME, false);
    String value = checks.text(at, rawValue, LONGEST_VALUE, true);
    if (name == null) {
      checks.add(at, "required", "A custom field needs a name.");
    } else if (name.indexOf(AFTER_NAME) >= 0) {
      checks.add(at, "separator", "The name of a custom field has no colon.");
    }
    return name == null || value == null ? null : new CustomField(name, unix(value));
  }

  static String tidy(String name) {
    return Normalizer.normalize(
        CharMatcher.whitespace().trimAndCollapseFrom(VisibleText.trim(name), ' '),
        Normalizer.Form.NFC);
  }

  /** Lines end alike, wherever they were written. */
  private static String unix(String value) {
    return value.replace("\r\n", "\n").replace('\r', '\n');
  }
}
