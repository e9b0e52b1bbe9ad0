package dev.kith.crm.domain.intake.duplicates.spelling;

/** How alike two words are. */
public final class Similarity {

  private static final double PREFIX_SCALE = 0.1;
  private static final int LONGEST_PREFIX = 4;

  private Similarity() {}

  /**
   * Between 0 and 1, by common letters near one another, swaps, and a common beginning.
   *
   * <p>Source: Jaro, Advances in Record-Linkage Methodology, JASA 84 (1989); Winkler, String
   * Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model (1990).
   */
  public static double jaroWinkler(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    double jaro = jaro(a, b);
    int prefix = 0;
    int most = Math.min(LONGEST_PREFIX, Math.min(a.length(), b.length()));
    while (prefix < most && a.charAt(prefix) == b.charAt(prefix)) {
      prefix++;
    }
    return jaro + prefix * PREFIX_SCALE * (1 - jaro);
  }

  private static double jaro(String a, String b) {
    int window = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
    boolean[] takenOfB = new boolean[b.length()];
    char[] common = new char[Math.min(a.length(), b.length())];
    int matches = 0;
    for (int i = 0; i < a.length(); i++) {
      int last = Math.min(b.length() - 1, i + window);
      for (int j = Math.max(0, i - window); j <= last; j++) {
        if (!takenOfB[j] && a.charAt(i) == b.charAt(j)) {
          takenOfB[j] = true;
          common[matches++] = a.charAt(i);
          break;
        }
      }
    }
    if (matches == 0) {
      return 0;
    }
    int outOfOrder = 0;
    int k = 0;
    for (int j = 0; j < b.length(); j++) {
      if (takenOfB[j] && b.charAt(j) != common[k++]) {
        outOfOrder++;
      }
    }
    double m = matches;
    return (m / a.length() + m / b.length() + (m - outOfOrder / 2.0) / m) / 3;
  }

  /**
   * How many letters must be put in, taken out, replaced or swapped with their neighbour to make
   * one of the other; more than {@code most} are not counted further.
   *
   * <p>Source: Damerau, A Technique for Computer Detection and Correction of Spelling Errors, CACM
   * 7 (1964), in the form in which no place is touched twice.
   */
  public static int edits(String a, String b, int most) {
    if (Math.abs(a.length() - b.length()) > most) {
      return most + 1;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      int best = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        best = Math.min(best, row[j]);
      }
      if (best > most) {
        return most + 1;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return Math.min(last[b.length()], most + 1);
  }
}
