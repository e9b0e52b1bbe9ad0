package dev.kith.crm.domain.intake.duplicates.spelling;

/**
 * What is left of a folded word when everything is dropped that ways of writing the same sounds in
 * Latin letters disagree on: {@code Юлия}, {@code Julia}, {@code Yulia} and {@code Iouliia} have
 * one skeleton, and so have {@code Schmidt}, {@code Shmit} and {@code Шмидт}.
 *
 * <p>The digraphs are those of the common romanisations of Cyrillic (ISO 9, BGN/PCGN, ICAO 9303)
 * and Greek (ISO 843, ELOT 743), and of English, French, German and Polish spelling.
 */
public final class Skeleton {

  private Skeleton() {}

  /**
   * @param word as {@link Folding#fold} leaves it
   */
  public static String of(String word) {
    StringBuilder bones = new StringBuilder(word.length());
    int i = 0;
    while (i < word.length()) {
      i += appendSound(bones, word, i);
    }
    return bones.toString();
  }

  /** Appends what the letters at a place stand for; answers how many letters that were. */
  private static int appendSound(StringBuilder bones, String word, int at) {
    char c = word.charAt(at);
    char next = charAt(word, at + 1);
    return switch (c) {
      case 's' -> appendHiss(bones, word, at);
      case 'c' -> appendC(bones, word, at);
      case 't' -> appendT(bones, word, at);
      case 'd' -> next == 't' ? add(bones, 't', 2) : add(bones, 'd', 1);
      case 'k', 'q' ->
          next == 's' ? add(bones, 'x', 2) : add(bones, next == 'h' ? 'h' : 'k', pair(next, 'h'));
      case 'z' -> add(bones, next == 'h' ? 'j' : 'z', pair(next, 'h'));
      case 'p' -> add(bones, next == 'h' ? 'f' : 'p', pair(next, 'h'));
      case 'w' -> add(bones, 'v', 1);
      case 'i', 'y', 'j' -> appendGlide(bones, word, at);
      case 'o' -> next == 'u' ? add(bones, 'u', 2) : add(bones, 'o', pair(next, 'e'));
      // An umlaut is written with an e, with two dots, or as the vowel alone.
      case 'a', 'u' -> add(bones, c, pair(next, 'e'));
      case 'h' -> at > 0 && isVowel(word.charAt(at - 1)) ? 1 : add(bones, 'h', 1);
      default -> add(bones, c, 1);
    };
  }

  private static int pair(char next, char second) {
    return next == second ? 2 : 1;
  }

  private static int appendC(StringBuilder bones, String word, int at) {
    char next = charAt(word, at + 1);
    if (next == 'h') {
      return add(bones, 'c', charAt(word, at + 2) == 't' ? 3 : 2);
    }
    return next == 'k' ? add(bones, 'k', 2) : add(bones, isFront(next) ? 'z' : 'k', 1);
  }

  private static int appendT(StringBuilder bones, String word, int at) {
    char next = charAt(word, at + 1);
    if (next == 's' || next == 'z') {
      return word.startsWith("sch", at + 1) ? add(bones, 'c', 4) : add(bones, 'z', 2);
    }
    return next == 'c' && charAt(word, at + 2) == 'h'
        ? add(bones, 'c', 3)
        : add(bones, 't', pair(next, 'h'));
  }

  private static int appendHiss(StringBuilder bones, String word, int at) {
    char next = charAt(word, at + 1);
    if (next == 'c' && charAt(word, at + 2) == 'h') {
      return add(bones, 's', charAt(word, at + 3) == 'h' ? 4 : 3);
    }
    return add(bones, 's', next == 'h' || next == 'z' ? 2 : 1);
  }

  /** The sound of y before another vowel is written as i, j, y or not at all. */
  private static int appendGlide(StringBuilder bones, String word, int at) {
    int end = at;
    while (end < word.length() && "iyj".indexOf(word.charAt(end)) >= 0) {
      end++;
    }
    boolean beforeVowel = isVowel(charAt(word, end));
    return beforeVowel ? end - at : add(bones, 'i', end - at);
  }

  private static int add(StringBuilder bones, char sound, int letters) {
    if (bones.isEmpty() || bones.charAt(bones.length() - 1) != sound) {
      bones.append(sound);
    }
    return letters;
  }

  private static char charAt(String word, int at) {
    return at < word.length() ? word.charAt(at) : ' ';
  }

  private static boolean isFront(char c) {
    return c == 'e' || c == 'i' || c == 'y' || c == 'z';
  }

  private static boolean isVowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
  }
}
