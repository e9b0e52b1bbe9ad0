package dev.kith.crm.domain.intake.company;

/**
 * How likely one word is a misspelling of another.
 *
 * <p>Optimal string alignment distance (Damerau 1964, Wagner and Fischer 1974), with half the cost
 * for slips that people make by ear or by hand: letters that sound alike, a letter doubled, an
 * umlaut written out, two letters swapped. A slip in the first letter counts more, because it is
 * rare.
 */
final class WordLikeness {

  private static final double SLIP = 0.5;
  private static final double FIRST_LETTER = 0.5;

  /** Shorter words are initials, whose every letter counts. */
  private static final int SHORTEST = 4;

  private static final String[] ALIKE = {
    "ck", "iy", "ij", "jy", "sz", "vw", "fv", "dt", "bp", "kq", "sc", "ae", "uo", "mn"
  };

  private static final String[][] SOUNDS = {
    {"ks", "x"},
    {"ph", "f"},
    {"ij", "y"},
    {"ck", "k"},
    {"th", "t"},
    {"tz", "z"},
    {"ue", "u"},
    {"oe", "o"},
    {"ae", "a"},
    {"kh", "h"}
  };

  private WordLikeness() {}

  /** From 0 (another word) to 1 (the same). */
  static double of(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    int longest = Math.max(a.length(), b.length());
    if (Math.min(a.length(), b.length()) < SHORTEST
        || Math.abs(a.length() - b.length()) > longest / 3
        || CompanyWords.isNumber(a)
        || CompanyWords.isNumber(b)
        || (CompanyWords.isKnown(a) && CompanyWords.isKnown(b))) {
      return 0;
    }
    double written = distance(a, b);
    double heard = SLIP + distance(soundOf(a), soundOf(b));
    double distance = Math.min(written, heard) + (a.charAt(0) == b.charAt(0) ? 0 : FIRST_LETTER);
    return Math.max(0, 1 - distance / longest);
  }

  /** Groups of letters that are one sound. */
  private static String soundOf(String word) {
    String sound = word;
    for (String[] alike : SOUNDS) {
      sound = sound.replace(alike[0], alike[1]);
    }
    return sound;
  }

  private static double distance(String a, String b) {
    double[] beforeLast = new double[b.length() + 1];
    double[] last = new double[b.length() + 1];
    double[] row = new double[b.length() + 1];
    for (int j = 1; j <= b.length(); j++) {
      last[j] = last[j - 1] + insertion(b, j - 1);
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = last[0] + insertion(a, i - 1);
      for (int j = 1; j <= b.length(); j++) {
        double best =
            Math.min(
                last[j - 1] + substitution(a.charAt(i - 1), b.charAt(j - 1)),
                Math.min(last[j] + insertion(a, i - 1), row[j - 1] + insertion(b, j - 1)));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, beforeLast[j - 2] + SLIP);
        }
        row[j] = best;
      }
      double[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }

  /** A letter doubled, or the second letter of a written-out umlaut, is a slip. */
  private static double insertion(String word, int at) {
    char c = word.charAt(at);
    char before = at == 0 ? ' ' : word.charAt(at - 1);
    boolean umlaut = c == 'e' && (before == 'a' || before == 'o' || before == 'u');
    return c == before || umlaut ? SLIP : 1;
  }

  private static double substitution(char a, char b) {
    if (a == b) {
      return 0;
    }
    for (String pair : ALIKE) {
      if (pair.indexOf(a) >= 0 && pair.indexOf(b) >= 0) {
        return SLIP;
      }
    }
    return 1;
  }
}
