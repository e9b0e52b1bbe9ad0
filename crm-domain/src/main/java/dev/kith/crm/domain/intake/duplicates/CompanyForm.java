package dev.kith.crm.domain.intake.duplicates;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.intake.company.CompanyWords;
import dev.kith.crm.domain.intake.duplicates.spelling.Folding;
import dev.kith.crm.domain.intake.duplicates.spelling.Similarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A company's name as weighted words. What words mean and weigh is known from {@link CompanyWords};
 * only their spelling is folded, as that of all that is compared here.
 */
final class CompanyForm {

  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();
  private static final Map<String, String> MEANINGS = meanings();
  private static final Set<String> SILENT =
      CompanyWords.silent().stream().map(Folding::fold).collect(ImmutableSet.toImmutableSet());
  private static final double OF_A_USUAL_WORD = 0.25;

  final List<String> words;
  final String whole;
  private final double[] weights;
  private final double total;

  private CompanyForm(List<String> words) {
    this.words = words;
    this.whole = String.join("", words);
    this.weights = words.stream().mapToDouble(CompanyForm::weightOf).toArray();
    this.total = Arrays.stream(weights).sum();
  }

  static @Nullable CompanyForm of(@Nullable String name) {
    if (name == null) {
      return null;
    }
    LinkedHashSet<String> words = new LinkedHashSet<>();
    List<String> all = new ArrayList<>();
    for (String word : WORDS.split(Folding.fold(name))) {
      all.add(word);
      String meant = MEANINGS.getOrDefault(word, word);
      if (!SILENT.contains(word)) {
        words.add(meant);
      }
    }
    List<String> kept = words.isEmpty() ? all : List.copyOf(words);
    return kept.isEmpty() ? null : new CompanyForm(kept);
  }

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new HashMap<>();
    CompanyWords.spellings().forEach((word, usual) -> meanings.put(Folding.fold(word), usual));
    return ImmutableMap.copyOf(meanings);
  }

  static double weightOf(String word) {
    return isTelling(word) ? 1 : OF_A_USUAL_WORD;
  }

  static boolean isTelling(String word) {
    return CompanyWords.isTelling(word);
  }

  /**
   * Between 0 and 1: the mean of Dice's coefficient and of how much of the shorter is in the
   * longer.
   */
  double similarity(CompanyForm other) {
    if (whole.equals(other.whole)) {
      return 1;
    }
    double common = 0;
    boolean[] taken = new boolean[other.words.size()];
    for (int i = 0; i < words.size(); i++) {
      int best = other.likest(words.get(i), taken);
      if (best >= 0) {
        taken[best] = true;
        common += Math.min(weights[i], other.weights[best]);
      }
    }
    double dice = 2 * common / (total + other.total);
    double inShorter = common / Math.min(total, other.total);
    return (dice + Math.min(1, inShorter)) / 2;
  }

  private int likest(String word, boolean[] taken) {
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j] && words.get(j).equals(word)) {
        return j;
      }
    }
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j] && isLike(word, words.get(j))) {
        return j;
      }
    }
    return -1;
  }

  private static boolean isLike(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    boolean shortened = shorter >= 3 && (a.startsWith(b) || b.startsWith(a));
    return shortened || (shorter >= 5 && Similarity.edits(a, b, 1) <= 1);
  }
}
