package dev.kith.crm.domain.intake.company;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.text.LatinForm;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A company's name, taken apart.
 *
 * @param display the whole name as it should be shown: clean blanks and quotes, legal form
 *     included. Its case is left alone, unless the name shouts: one that is all capitals and has a
 *     word of five letters or more gets capitals at the beginning of words, but words of up to
 *     three letters stay as they are (IBM, SAP), small words such as "of" and "van" become small,
 *     and the legal form gets its usual spelling
 * @param name the name without legal form, and without the seat that may follow one after a comma
 * @param legalForm the legal form that was split off
 * @param canonical what spellings of one name share: the words of the name in their {@link
 *     LatinForm}, without punctuation and without a leading "the", initials joined, {@code &} and
 *     words for it as {@code and}, common abbreviations and translations resolved (Intl,
 *     Internationale: international)
 * @param key the canonical words in alphabetical order, each once and without "and", for where the
 *     order of words must not matter
 */
public record CompanyName(
    String display, String name, @Nullable LegalForm legalForm, String canonical, String key) {

  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();
  private static final Pattern APOSTROPHES = Pattern.compile("['’‘`´ʼ]");
  private static final Pattern AND = Pattern.compile("[&+]");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

  /**
   * Reads a name.
   *
   * @param country where the company is, if known: it decides whether a word such as "as" or "pt"
   *     is a legal form
   */
  public static CompanyName read(String text, @Nullable Country country) {
    CompanyNameReader.Parts parts =
        CompanyNameReader.read(text, country == null ? null : country.code());
    List<String> words = canonicalWords(parts.name());
    String canonical = words.isEmpty() ? LatinForm.of(text).strip() : String.join(" ", words);
    String key =
        words.stream()
            .filter(w -> !w.equals("and"))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    return new CompanyName(
        parts.display(), parts.name(), parts.form(), canonical, key.isEmpty() ? canonical : key);
  }

  /** How much two names look like names of one company; see {@link CompanyLikeness}. */
  public CompanyLikeness likenessTo(CompanyName other) {
    return CompanyLikeness.of(this, other);
  }

  /** The canonical words in their order. */
  public List<String> words() {
    return WORDS.splitToList(canonical);
  }

  private static List<String> canonicalWords(String name) {
    String latin = LatinForm.of(AND.matcher(name).replaceAll(" and "));
    String plain = APOSTROPHES.matcher(latin).replaceAll("");
    List<String> words =
        new ArrayList<>(WORDS.splitToList(BETWEEN_WORDS.matcher(plain).replaceAll(" ").strip()));
    if (words.size() > 1 && words.getFirst().equals("the")) {
      words.removeFirst();
    }
    return withInitialsJoined(words).stream()
        .map(CompanyWords::usual)
        .collect(ImmutableList.toImmutableList());
  }

  /** D.S.M. and D S M are DSM. */
  private static List<String> withInitialsJoined(List<String> words) {
    List<String> joined = new ArrayList<>();
    StringBuilder initials = new StringBuilder();
    for (String word : words) {
      if (word.length() == 1) {
        initials.append(word);
      } else {
        addIfAny(joined, initials);
        joined.add(word);
      }
    }
    addIfAny(joined, initials);
    return joined;
  }

  private static void addIfAny(List<String> words, StringBuilder initials) {
    if (!initials.isEmpty()) {
      words.add(initials.toString());
      initials.setLength(0);
    }
  }
}
