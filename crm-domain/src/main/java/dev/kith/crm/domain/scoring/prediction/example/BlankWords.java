package dev.kith.crm.domain.scoring.prediction.example;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words that stand where nothing is known, such as "n/a", or the first line of a drop-down list
 * that nobody touched. Capitals make no difference.
 *
 * @param everywhere words that are blanks in every column
 * @param inColumn further ones of single columns
 */
public record BlankWords(
    ImmutableSet<String> everywhere, ImmutableMap<String, ImmutableSet<String>> inColumn) {

  /** What programs write for nothing. */
  public static final BlankWords USUAL =
      of(Set.of("n/a", "#n/a", "nan", "null", "<null>", "-", "--", "?"), Map.of());

  public static BlankWords of(
      Collection<String> everywhere, Map<String, ? extends Collection<String>> inColumn) {
    ImmutableMap.Builder<String, ImmutableSet<String>> columns = ImmutableMap.builder();
    inColumn.forEach((column, words) -> columns.put(column, folded(words)));
    return new BlankWords(folded(everywhere), columns.buildOrThrow());
  }

  /** These, and more words that are blanks in every column. */
  public BlankWords and(Collection<String> more) {
    return new BlankWords(
        ImmutableSet.<String>builder().addAll(everywhere).addAll(folded(more)).build(), inColumn);
  }

  /** What the text says: without blanks around it, and empty if it says nothing. */
  public String read(String column, String text) {
    String bare = text.strip();
    if (bare.isEmpty()) {
      return "";
    }
    ImmutableSet<String> own = inColumn.get(column);
    if (everywhere.isEmpty() && own == null) {
      return bare;
    }
    String word = bare.toLowerCase(Locale.ROOT);
    return everywhere.contains(word) || (own != null && own.contains(word)) ? "" : bare;
  }

  private static ImmutableSet<String> folded(Collection<String> words) {
    return words.stream()
        .map(w -> w.strip().toLowerCase(Locale.ROOT))
        .collect(ImmutableSet.toImmutableSet());
  }
}
