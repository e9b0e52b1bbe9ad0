package dev.kith.crm.domain.intake.duplicates;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.intake.duplicates.spelling.Folding;
import dev.kith.crm.domain.intake.duplicates.spelling.Similarity;
import dev.kith.crm.domain.intake.duplicates.spelling.Sound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of an address, read as a street: {@code 12a W. 61st St., Apt 5} is number 12a, direction
 * w, name 61, kind street and unit 5. A line that is no street has a name only.
 */
final class StreetLine {

  private static final Words DATA = new Words("street-words");
  private static final Map<String, String> TYPES = DATA.meanings("type.");
  private static final Map<String, String> DIRECTIONS = DATA.meanings("direction.");
  private static final Set<String> SUFFIXES = DATA.listed("suffix");
  private static final Set<String> LEADING = DATA.listed("leading");
  private static final Set<String> UNITS = DATA.listed("unit");
  private static final Set<String> ORDINALS = ImmutableSet.of("st", "nd", "rd", "th");
  private static final int MOST_NUMBERS = 2;
  private static final int SOUNDED = 6;

  final List<String> numbers = new ArrayList<>(MOST_NUMBERS);
  final String direction;

  /** The name without its kind, as one word: {@code blueisland}. */
  final String name;

  final boolean typed;

  /** How the beginning of the name sounds: slips glue what follows to it. */
  final String sound;

  /** Name and kind as one word, for lines in which a slip has glued the two together. */
  private final String whole;

  private StreetLine(String[] words) {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    String heading = "";
    int i = 0;
    while (i < words.length) {
      String word = words[i];
      boolean last = i == words.length - 1;
      if (UNITS.contains(word)) {
        i += last ? 0 : 1;
      } else if (isNumber(word) && !types.isEmpty() && !names.isEmpty()) {
        // What follows the kind of street is a unit or a floor.
      } else if (isNumber(word)) {
        readNumber(word, last, heading, names);
      } else if (isDirection(word, last, names, types)) {
        heading = DIRECTIONS.getOrDefault(word, "");
      } else if (isType(word, names)) {
        types.add(TYPES.getOrDefault(word, word));
      } else {
        readName(word, names, types);
      }
      if (!names.isEmpty() || !types.isEmpty()) {
        all.append(TYPES.getOrDefault(word, word));
      }
      i++;
    }
    if (names.isEmpty() && !types.isEmpty()) {
      names.add(heading);
      names.addAll(types);
      heading = "";
    }
    direction = heading;
    name = String.join("", names);
    typed = !types.isEmpty();
    whole = all.toString();
    sound =
        name.isEmpty()
            ? ""
            : name.charAt(0) + Sound.of(name.substring(0, Math.min(SOUNDED, name.length())));
  }

  static @Nullable StreetLine of(String text) {
    String folded = Folding.fold(text);
    return folded.isEmpty() ? null : new StreetLine(folded.split(" "));
  }

  private void readNumber(String word, boolean last, String heading, List<String> names) {
    boolean leads = names.isEmpty() && heading.isEmpty() && numbers.size() < MOST_NUMBERS;
    boolean trails = last && !names.isEmpty() && numbers.isEmpty();
    if ((leads || trails) && !isOrdinal(word)) {
      numbers.add(word);
    } else {
      names.add(digitsOf(word));
    }
  }

  private static void readName(String word, List<String> names, List<String> types) {
    for (String suffix : SUFFIXES) {
      if (word.endsWith(suffix) && word.length() > suffix.length() + 2) {
        names.add(word.substring(0, word.length() - suffix.length()));
        types.add(TYPES.getOrDefault(suffix, suffix));
        return;
      }
    }
    names.add(word);
  }

  /** Before the name, or after its kind. */
  private static boolean isDirection(
      String word, boolean last, List<String> names, List<String> types) {
    return DIRECTIONS.containsKey(word) && (last ? !types.isEmpty() : names.isEmpty());
  }

  private static boolean isType(String word, List<String> names) {
    String type = TYPES.get(word);
    return type != null && (!names.isEmpty() || LEADING.contains(type));
  }

  private static boolean isNumber(String word) {
    char c = word.charAt(0);
    return c >= '0' && c <= '9';
  }

  private static boolean isOrdinal(String word) {
    int digits = digitsOf(word).length();
    return digits < word.length() && ORDINALS.contains(word.substring(digits));
  }

  private static String digitsOf(String word) {
    int end = 0;
    while (end < word.length() && word.charAt(end) >= '0' && word.charAt(end) <= '9') {
      end++;
    }
    return word.substring(0, end);
  }

  boolean isNamed() {
    return !name.isEmpty();
  }

  Likeness compare(StreetLine other) {
    if (!direction.isEmpty() && !other.direction.isEmpty() && !direction.equals(other.direction)) {
      return Likeness.DIFFERENT;
    }
    Likeness names = compare(name, other.name);
    if (names.compareTo(Likeness.TYPO) <= 0 || typed == other.typed) {
      return names;
    }
    Likeness wholes = compare(whole, other.whole);
    return wholes.compareTo(names) < 0 ? wholes : names;
  }

  private static Likeness compare(String a, String b) {
    if (a.equals(b)) {
      return Likeness.SAME;
    }
    int shorter = Math.min(a.length(), b.length());
    if (isNumber(a) || isNumber(b)) {
      return Likeness.DIFFERENT;
    }
    int edits = Similarity.edits(a, b, 2);
    if (shorter >= 4 && edits <= (shorter >= 8 ? 2 : 1)) {
      return Likeness.TYPO;
    }
    boolean begins = shorter >= 4 && (a.startsWith(b) || b.startsWith(a));
    return begins
            || (shorter >= 3 && edits <= 2 && Similarity.jaroWinkler(a, b) >= 0.8)
            || Similarity.jaroWinkler(a, b) >= 0.9
        ? Likeness.SIMILAR
        : Likeness.DIFFERENT;
  }
}
