package dev.kith.crm.domain.intake.company;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.text.LatinForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The legal forms of the world, by the letters of their spellings. */
final class LegalForms {

  /** No form has more words, dots and all: S. de R.L. de C.V. */
  static final int MOST_WORDS = 8;

  private static final ResourceBundle DATA =
      ResourceBundle.getBundle(
          "dev.kith.crm.domain.intake.company.legal-forms",
          Locale.ROOT,
          LegalForms.class.getClassLoader());

  /** One letter is a form only in brackets: (株). */
  private static final CharMatcher IN_BRACKETS = CharMatcher.anyOf("()");

  private static final Pattern MARK_WITHIN = Pattern.compile("\\p{L}[./:]\\s?\\p{L}");

  private static final Map<String, List<Spelling>> BY_KEY = read();

  /** The spellings in scripts that put no blanks between words, longest first. */
  private static final List<Spelling> UNSPACED =
      BY_KEY.values().stream()
          .flatMap(Collection::stream)
          .filter(s -> s.key.length() > 1 && isUnspaced(s.key))
          .sorted((a, b) -> b.key.length() - a.key.length())
          .toList();

  private LegalForms() {}

  /**
   * One spelling of a form in one country.
   *
   * @param initial it may stand before the name
   * @param ordinary it is also an ordinary word or initials
   * @param telling nothing else looks like it
   */
  record Spelling(
      String key,
      String country,
      String usual,
      boolean initial,
      boolean ordinary,
      boolean telling) {

    static Spelling read(String marked, String country, String usual) {
      String text = marked.strip();
      int start = 0;
      while (start < text.length() && "^?!".indexOf(text.charAt(start)) >= 0) {
        start++;
      }
      String marks = text.substring(0, start);
      return new Spelling(
          keyOf(text.substring(start)),
          country,
          usual,
          marks.contains("^"),
          marks.contains("?"),
          marks.contains("!"));
    }
  }

  /** The countries that the data know, as ISO codes, and {@code EU}. */
  static Set<String> countries() {
    return new TreeSet<>(DATA.keySet());
  }

  /** Letters and digits of a spelling, without accents, in the script it is written in. */
  static String keyOf(String text) {
    StringBuilder key = new StringBuilder();
    LatinForm.keepingTheScript(text)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(key::appendCodePoint);
    return key.toString();
  }

  /** The form that these letters spell at the end of a name, if any. */
  static Optional<LegalForm> atTheEnd(String written, @Nullable String country, boolean shouting) {
    return find(written, country, shouting, false);
  }

  /**
   * The form that these letters spell before a name, if any: there a known country speaks against
   * the forms of all others, because many names begin with initials.
   */
  static Optional<LegalForm> atTheStart(
      String written, @Nullable String country, boolean shouting) {
    return find(written, country, shouting, true);
  }

  /** The form that these letters spell, where nothing else is spelt like it. */
  static Optional<LegalForm> telling(String written) {
    List<Spelling> found = BY_KEY.getOrDefault(keyOf(written), List.of());
    return found.stream().anyMatch(Spelling::telling)
        ? Optional.of(formOf(found, written, null))
        : Optional.empty();
  }

  /** Whether these letters are a form that is also an ordinary word. */
  static boolean isOnlyOrdinary(String key) {
    List<Spelling> found = BY_KEY.getOrDefault(key, List.of());
    return !found.isEmpty() && found.stream().allMatch(Spelling::ordinary);
  }

  /** The form in a script without blanks that a name begins or ends with. */
  static Optional<Spelling> unspaced(String name, boolean atTheStart) {
    return UNSPACED.stream()
        .filter(s -> s.initial || !atTheStart)
        .filter(s -> name.length() > s.key.length())
        .filter(s -> atTheStart ? name.startsWith(s.key) : name.endsWith(s.key))
        .findFirst();
  }

  private static Optional<LegalForm> find(
      String written, @Nullable String country, boolean shouting, boolean start) {
    List<Spelling> found =
        BY_KEY.getOrDefault(keyOf(written), List.of()).stream()
            .filter(s -> !start || s.initial)
            .filter(s -> s.key.length() > 1 || IN_BRACKETS.matchesAnyOf(written))
            .toList();
    boolean fits = found.stream().anyMatch(s -> s.country.equals(country));
    boolean taken =
        fits
            || (!found.isEmpty() && looksLikeAForm(written, !shouting && !start))
            || (found.stream().anyMatch(s -> !s.ordinary) && (!start || country == null));
    return taken ? Optional.of(formOf(found, written, country)) : Optional.empty();
  }

  /** Dots or a slash between letters, or capitals at the end of a name that is not all capitals. */
  private static boolean looksLikeAForm(String written, boolean capitalsTell) {
    boolean marked = MARK_WITHIN.matcher(written).find();
    boolean capitals = written.chars().filter(Character::isLetter).allMatch(Character::isUpperCase);
    return marked || (capitals && capitalsTell);
  }

  /** The form of the country, else one that is no ordinary word, best the one written like this. */
  private static LegalForm formOf(List<Spelling> found, String written, @Nullable String country) {
    String bare = CharMatcher.anyOf(" ,;:()").trimFrom(written);
    Comparator<Spelling> fitting =
        Comparator.comparing((Spelling s) -> s.country.equals(country))
            .thenComparing(s -> !s.ordinary)
            .thenComparing(s -> s.usual.equalsIgnoreCase(bare))
            .thenComparing(s -> s.usual.equals(bare));
    Spelling first = found.stream().max(fitting).orElseThrow();
    Set<String> countries = new LinkedHashSet<>();
    found.stream().filter(s -> s.usual.equals(first.usual)).forEach(s -> countries.add(s.country));
    return new LegalForm(first.usual, countries);
  }

  private static boolean isUnspaced(String key) {
    return key.codePoints()
        .allMatch(c ->
            switch (Character.UnicodeScript.of(c)) {
              case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> true;
              default -> false;
            });
  }

  private static Map<String, List<Spelling>> read() {
    Map<String, List<Spelling>> byKey = new HashMap<>();
    for (String country : countries()) {
      for (String form : Splitter.on(';').trimResults().split(DATA.getString(country))) {
        List<String> spellings = Splitter.on('|').trimResults().splitToList(form);
        String usual = spellings.getFirst().replaceFirst("^[\\^?!]+", "");
        for (String spelling : spellings) {
          Spelling read = Spelling.read(spelling, country, usual);
          byKey.computeIfAbsent(read.key, k -> new ArrayList<>()).add(read);
        }
      }
    }
    return ImmutableMap.copyOf(byKey);
  }
}
