package dev.kith.crm.application.contact;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.stream.Collectors;

/**
 * Fragments of telephone numbers as people search for them, {@code 0170} or {@code (030)}, in the
 * form in which they stand in the international numbers that are kept.
 */
final class NumberFragments {

  private static final CharMatcher DIGIT = CharMatcher.inRange('0', '9');
  private static final CharMatcher IN_NUMBERS = DIGIT.or(CharMatcher.anyOf("+()/.-"));

  /** So many digits in a row, however divided, are not a year or a house number. */
  private static final int LONG = 6;

  private NumberFragments() {}

  /** The search with those of its fragments changed that look like numbers. */
  static String international(String search) {
    return Splitter.on(CharMatcher.whitespace())
        .omitEmptyStrings()
        .splitToStream(search)
        .map(NumberFragments::fragment)
        .collect(Collectors.joining(" "));
  }

  private static String fragment(String fragment) {
    String digits = DIGIT.retainFrom(fragment);
    boolean isOfNumber =
        IN_NUMBERS.matchesAllOf(fragment)
            && !digits.isEmpty()
            && ("+(0".indexOf(fragment.charAt(0)) >= 0 || digits.length() >= LONG);
    if (!isOfNumber) {
      return fragment;
    }
    // The zero before a national number is not part of the international one.
    return digits.length() > 1 && digits.startsWith("0") ? digits.substring(1) : digits;
  }
}
