package dev.kith.crm.domain.competitor;

import dev.kith.crm.domain.shared.text.VisibleText;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a competitor.
 *
 * @param website with its scheme
 * @param note strengths, weaknesses and whatever else helps to win against it
 */
public record CompetitorContent(String name, @Nullable String website, @Nullable String note) {

  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");
  private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  /**
   * With what another knows besides: its website where there is none, and its note under its name.
   */
  CompetitorContent with(CompetitorContent other) {
    return new CompetitorContent(
        name, website == null ? other.website : website, joined(other.name, other.note));
  }

  private @Nullable String joined(String otherName, @Nullable String theirs) {
    if (theirs == null || (note != null && note.contains(theirs))) {
      return note;
    }
    String both = (note == null ? "" : note + "\n\n") + otherName + ":\n" + theirs;
    return both.length() <= CompetitorDraft.LONGEST_NOTE
        ? both
        : both.substring(0, CompetitorDraft.LONGEST_NOTE - 1) + "…";
  }

  /** What no two competitors have in common. */
  public String nameForm() {
    return formOf(name);
  }

  /**
   * What different spellings of a name have in common: its letters, without their accents, and
   * digits, in whatever case. A name without any is its own form.
   */
  public static String formOf(String name) {
    String lower = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    String form =
        NEITHER_LETTER_NOR_DIGIT.matcher(ACCENTS.matcher(lower).replaceAll("")).replaceAll("");
    return form.isEmpty() ? VisibleText.trim(lower) : form;
  }
}
