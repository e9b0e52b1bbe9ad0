package dev.kith.crm.domain.intake.postal;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One of the forms of a country's postal codes, such as {@code #### @@}. */
final class PostalCodeShape {

  private static final CharMatcher BETWEEN = CharMatcher.anyOf(" -");
  private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');
  private static final CharMatcher CAPITALS = CharMatcher.inRange('A', 'Z');

  private record Place(CharMatcher accepts, char written) {}

  private final List<Place> places;
  private final long length;

  private PostalCodeShape(List<Place> places) {
    this.places = places;
    this.length = places.stream().filter(p -> !isBetween(p)).count();
  }

  /** The signs are told in {@code postal-rules.properties}. */
  static PostalCodeShape read(String text) {
    ImmutableList.Builder<Place> places = ImmutableList.builder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = c == '[' ? text.indexOf(']', i) : i;
      places.add(
          switch (c) {
            case '#' -> new Place(DIGITS, c);
            case '@' -> new Place(CAPITALS, c);
            case '[' -> new Place(anyOf(text.substring(i + 1, end)), c);
            default -> new Place(CharMatcher.is(c), c);
          });
      i = end + 1;
    }
    return new PostalCodeShape(places.build());
  }

  /** What people write as they like: case, blanks, hyphens, and the Japanese postal mark. */
  static String bare(String text) {
    String capitals = text.strip().toUpperCase(Locale.ROOT);
    return CharMatcher.anyOf(" -\u00a0\u2010\u2011\u2013〒").removeFrom(capitals);
  }

  /** The code as it is to be written, if these letters and digits have this shape. */
  Optional<String> written(String bare) {
    if (bare.length() != length) {
      return Optional.empty();
    }
    StringBuilder written = new StringBuilder();
    int next = 0;
    for (Place place : places) {
      if (isBetween(place)) {
        written.append(place.written);
      } else if (place.accepts.matches(bare.charAt(next))) {
        written.append(bare.charAt(next++));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(written.toString());
  }

  private static boolean isBetween(Place place) {
    return BETWEEN.matches(place.written);
  }

  /** Single characters and ranges, such as {@code A-HJ}. */
  private static CharMatcher anyOf(String set) {
    CharMatcher any = CharMatcher.none();
    int i = 0;
    while (i < set.length()) {
      boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
      char last = set.charAt(range ? i + 2 : i);
      any = any.or(CharMatcher.inRange(set.charAt(i), last));
      i += range ? 3 : 1;
    }
    return any;
  }
}
