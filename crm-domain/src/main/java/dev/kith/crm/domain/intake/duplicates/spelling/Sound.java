package dev.kith.crm.domain.intake.duplicates.spelling;

/**
 * A code that words share which sound alike: consonants by their class, vowels only at the start.
 *
 * <p>Source: the classes of Cologne phonetics (Postel, Die Kölner Phonetik, IBM-Nachrichten 19
 * (1969)), which serve English and Slavic names as well when they are applied to the {@link
 * Skeleton}, where digraphs are already one sound.
 */
public final class Sound {

  private Sound() {}

  /**
   * @param word as {@link Folding#fold} leaves it
   */
  public static String of(String word) {
    String bones = Skeleton.of(word);
    StringBuilder code = new StringBuilder(bones.length());
    for (int i = 0; i < bones.length(); i++) {
      char sound = classOf(bones.charAt(i));
      boolean vowel = sound == '0';
      boolean again = !code.isEmpty() && code.charAt(code.length() - 1) == sound;
      if (!again && !(vowel && i > 0)) {
        code.append(sound);
      }
    }
    return code.toString();
  }

  private static char classOf(char c) {
    return switch (c) {
      case 'a', 'e', 'i', 'o', 'u', 'h' -> '0';
      case 'b', 'p' -> '1';
      case 'd', 't' -> '2';
      case 'f', 'v' -> '3';
      case 'g', 'k', 'q', 'x' -> '4';
      case 'l' -> '5';
      case 'm', 'n' -> '6';
      case 'r' -> '7';
      case 's', 'z', 'c', 'j' -> '8';
      default -> c;
    };
  }
}
