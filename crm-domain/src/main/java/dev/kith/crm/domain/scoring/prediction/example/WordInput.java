package dev.kith.crm.domain.scoring.prediction.example;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Words, each frequent one in a bin of its own. What comes too rarely to learn from is pooled with
 * what comes for the first time later, so that this has been learned about, too.
 */
public final class WordInput implements Input {

  /** Of a word that came less often, next to nothing could be learned. */
  private static final int LEAST = 5;

  /** The most frequent ones of a column that has more words than any list a person would make. */
  private static final int MOST = 1000;

  private final String column;
  private final ImmutableList<String> words;
  private final ImmutableMap<String, Integer> bins;

  private WordInput(String column, List<String> words) {
    this.column = column;
    this.words = ImmutableList.copyOf(words);
    ImmutableMap.Builder<String, Integer> places = ImmutableMap.builder();
    for (int i = 0; i < words.size(); i++) {
      places.put(words.get(i), i + 2);
    }
    this.bins = places.buildOrThrow();
  }

  /**
   * @param words each has a bin of its own, in this order
   */
  public static WordInput of(String column, List<String> words) {
    return new WordInput(column, words);
  }

  static WordInput of(Sheet sheet, int column) {
    List<String> words =
        ColumnProfile.counts(sheet, column).entrySet().stream()
            .filter(e -> e.getValue() >= LEAST)
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST)
            .map(Map.Entry::getKey)
            .toList();
    return new WordInput(sheet.columns().get(column), words);
  }

  /** Whether there are any words is all that counts. */
  static WordInput presence(String column) {
    return new WordInput(column, List.of());
  }

  @Override
  public String column() {
    return column;
  }

  /** The words that have a bin of their own, the most frequent first. */
  public List<String> words() {
    return words;
  }

  @Override
  public int bins() {
    return words.size() + 2;
  }

  @Override
  public boolean ordered() {
    return false;
  }

  @Override
  public int bin(String text, double number) {
    if (text.isEmpty()) {
      return BLANK;
    }
    Integer bin = bins.get(text);
    return bin == null ? OTHER : bin;
  }

  @Override
  public double number(String text, Instant at) {
    return Double.NaN;
  }

  @Override
  public String label(int bin) {
    return switch (bin) {
      case BLANK -> "blank";
      case OTHER -> words.isEmpty() ? "filled in" : "any other";
      default -> words.get(bin - 2);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WordInput that
        && column.equals(that.column)
        && words.equals(that.words);
  }

  @Override
  public int hashCode() {
    return Objects.hash(column, words);
  }

  @Override
  public String toString() {
    return column + " of " + words;
  }
}
