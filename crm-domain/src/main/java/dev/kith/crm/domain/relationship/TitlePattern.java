package dev.kith.crm.domain.relationship;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Words by which a title is known, such as {@code head of purchasing} or {@code einkauf*}: they
 * follow each other in the title, in whatever case. A word that begins or ends with an asterisk
 * stands for all words that end or begin so; German titles are long words of many parts.
 */
record TitlePattern(List<String> words) {

  /** What is left of a word without its asterisks. */
  static final int SHORTEST_STEM = 3;

  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}*]+");

  private static final int WHOLE = 95;
  private static final int SEVERAL = 80;
  private static final int SINGLE = 65;
  private static final int LESS_FOR_A_STEM = 10;

  TitlePattern {
    words = ImmutableList.copyOf(words);
  }

  static TitlePattern of(String text) {
    return new TitlePattern(
        BETWEEN
            .splitAsStream(text.toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .toList());
  }

  /** Whether it means something: each word has letters enough, and asterisks only at its ends. */
  boolean isSound() {
    return !words.isEmpty()
        && words.stream()
            .allMatch(word -> {
              String stem = stem(word);
              return !stem.contains("*")
                  && stem.length() >= (stem.length() < word.length() ? SHORTEST_STEM : 1);
            });
  }

  /**
   * How sure it is, in percent, that who has this title is meant; 0 if they are not. What is the
   * whole title is surest, several words are surer than one, and whole words than parts of them.
   */
  int confidenceIn(String title) {
    List<String> others = TitlePattern.of(title.replace('*', ' ')).words();
    boolean found =
        !words.isEmpty()
            && IntStream.rangeClosed(0, others.size() - words.size())
                .anyMatch(from -> isAt(others, from));
    if (!found) {
      return 0;
    }
    int sure = others.size() == words.size() ? WHOLE : words.size() > 1 ? SEVERAL : SINGLE;
    return words.stream().anyMatch(word -> word.contains("*")) ? sure - LESS_FOR_A_STEM : sure;
  }

  private boolean isAt(List<String> others, int from) {
    return IntStream.range(0, words.size())
        .allMatch(i -> means(words.get(i), others.get(from + i)));
  }

  private static boolean means(String word, String other) {
    String stem = stem(word);
    boolean open = word.startsWith("*");
    boolean on = word.endsWith("*");
    if (open) {
      return on ? other.contains(stem) : other.endsWith(stem);
    }
    return on ? other.startsWith(stem) : other.equals(stem);
  }

  private static String stem(String word) {
    int from = word.startsWith("*") ? 1 : 0;
    int to = word.endsWith("*") && word.length() > 1 ? word.length() - 1 : word.length();
    return word.substring(from, to);
  }
}
