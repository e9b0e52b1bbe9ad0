package dev.kith.crm.domain.intake.company;

import java.util.ArrayList;
import java.util.List;

/**
 * How much two names look like names of one company.
 *
 * <p>Words are matched with words, whatever their order: equal ones first, then misspelt ones;
 * words that one name writes apart and the other together are joined before. The score is the
 * weight of what matches over the weight of all (a weighted, soft Dice coefficient; soft matching
 * after Cohen, Ravikumar and Fienberg 2003). Weights: a usual word such as "international" says
 * little, a place, a number or "holding" as much as a name.
 *
 * @param score from 0 to 1; {@link #SAME} and more: taken for one company, where nothing else is
 *     known
 * @param acronym one name is the initials of the other's three words or more (ABB, Asea Brown
 *     Boveri); the score then says nothing
 * @param contradicts each name has a word that says who it is, and neither means the other's: two
 *     places, two numbers, Shell Canada and Shell Oil
 */
public record CompanyLikeness(double score, boolean acronym, boolean contradicts) {

  /** From this score on, two names are taken for one company's. */
  public static final double SAME = 0.855;

  private static final double LEAST_OF_A_WORD = 0.7;
  private static final double LEAST_OF_A_JOINED_WORD = 0.88;
  private static final double LEAST_OF_A_BAD_SPELLING = 0.5;
  private static final double DISTINCTIVE = 0.8;
  private static final int MOST_JOINED = 4;
  static final int SHORTEST_ACRONYM = 3;

  static CompanyLikeness of(CompanyName one, CompanyName other) {
    if (one.key().equals(other.key())) {
      return new CompanyLikeness(1, false, false);
    }
    List<String> left = one.words();
    List<String> right = other.words();
    boolean acronym = isAcronym(left, right) || isAcronym(right, left);
    List<String> leftJoined = joinedLike(left, right);
    List<String> rightJoined = joinedLike(right, leftJoined);
    return new Matching(leftJoined, rightJoined).likeness(acronym);
  }

  /** The words, with neighbours joined where the other name has them as one. */
  private static List<String> joinedLike(List<String> words, List<String> other) {
    List<String> joined = new ArrayList<>(words.size());
    int i = 0;
    while (i < words.size()) {
      int taken = 1;
      String whole = words.get(i);
      String candidate = whole;
      for (int n = 2; n <= MOST_JOINED && i + n <= words.size(); n++) {
        candidate += words.get(i + n - 1);
        if (isWritten(candidate, words, other)) {
          whole = candidate;
          taken = n;
        }
      }
      joined.add(whole);
      i += taken;
    }
    return joined;
  }

  private static boolean isWritten(String candidate, List<String> words, List<String> other) {
    for (String word : other) {
      if (!words.contains(word) && WordLikeness.of(candidate, word) >= LEAST_OF_A_JOINED_WORD) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAcronym(List<String> one, List<String> other) {
    if (one.size() != 1) {
      return false;
    }
    String acronym = one.getFirst();
    return acronym.length() >= SHORTEST_ACRONYM && acronym.equals(initialsOf(other));
  }

  /** The first letters of the words that count. */
  static String initialsOf(List<String> words) {
    StringBuilder initials = new StringBuilder();
    words.stream()
        .filter(w -> CompanyWords.weightOf(w) > CompanyWords.OF_A_SMALL_WORD)
        .forEach(w -> initials.append(w.charAt(0)));
    return initials.toString();
  }

  /** Which words of the one name are which of the other. */
  private static final class Matching {
    private final List<String> left;
    private final List<String> right;
    private double matched;
    private double all;

    Matching(List<String> left, List<String> right) {
      this.left = new ArrayList<>(left);
      this.right = new ArrayList<>(right);
    }

    CompanyLikeness likeness(boolean acronym) {
      left.removeIf(word -> {
        boolean equal = right.remove(word);
        if (equal) {
          count(word, word, 1);
        }
        return equal;
      });
      matchWhatIsDividedElsewhere();
      while (matchTheLikest()) {
        // one pair of words after the other
      }
      boolean contradicts = isElsewhere(left, right) && isElsewhere(right, left);
      all += weightOf(left) + weightOf(right);
      return new CompanyLikeness(all == 0 ? 0 : matched / all, acronym, contradicts);
    }

    /** MAAT SCHAPPIJ and MAATSCHAP PIJ: the same letters, divided in two places. */
    private void matchWhatIsDividedElsewhere() {
      if (left.isEmpty() || right.isEmpty() || left.size() + right.size() < 3) {
        return;
      }
      double likeness = WordLikeness.of(String.join("", left), String.join("", right));
      if (likeness >= LEAST_OF_A_JOINED_WORD) {
        double weight = weightOf(left) + weightOf(right);
        matched += weight * likeness;
        all += weight;
        left.clear();
        right.clear();
      }
    }

    private boolean matchTheLikest() {
      double best = LEAST_OF_A_WORD;
      int bestLeft = -1;
      int bestRight = -1;
      for (int i = 0; i < left.size(); i++) {
        for (int j = 0; j < right.size(); j++) {
          double likeness = WordLikeness.of(left.get(i), right.get(j));
          if (likeness > best) {
            best = likeness;
            bestLeft = i;
            bestRight = j;
          }
        }
      }
      if (bestLeft < 0) {
        return false;
      }
      count(left.remove(bestLeft), right.remove(bestRight), best);
      return true;
    }

    private void count(String one, String other, double likeness) {
      double weight = CompanyWords.weightOf(one) + CompanyWords.weightOf(other);
      matched += weight * likeness;
      all += weight;
    }

    private static double weightOf(List<String> words) {
      return words.stream().mapToDouble(CompanyWords::weightOf).sum();
    }

    /** A word says who it is, and is not even a bad spelling of one of the other name's. */
    private static boolean isElsewhere(List<String> words, List<String> other) {
      return words.stream()
          .filter(w -> CompanyWords.weightOf(w) >= DISTINCTIVE)
          .anyMatch(
              w -> other.stream().noneMatch(o -> WordLikeness.of(w, o) >= LEAST_OF_A_BAD_SPELLING));
    }
  }
}
