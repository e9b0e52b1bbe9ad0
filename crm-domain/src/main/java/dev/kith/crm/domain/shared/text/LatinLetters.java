package dev.kith.crm.domain.shared.text;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import org.jspecify.annotations.Nullable;

/**
 * The Latin letters for small letters that do not come apart into a plain Latin letter and marks:
 * those of Latin alphabets, of Cyrillic and of Greek. Letters with marks, such as {@code й} and
 * {@code ü}, must be taken apart before they are asked for.
 */
public final class LatinLetters {

  /** Each letter before its Latin form; the hard and the soft sign have none. */
  private static final String LETTERS =
      """
      ßss æa œo øo đd ðd þth łl ıi ħh ŋng ĸk ŧt əa ƒf
      аa бb вv гg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch
      ъ ыy ь эe юyu яya єye іi ґg ђdj јj љlj њnj ћc џdz ѕdz қk ғg әa өo үu ұu ңn һh
      αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo
      """;

  private static final @Nullable String[] LATIN = latin();

  private LatinLetters() {}

  /** The Latin form of a small letter; null if the letter is Latin already or of another script. */
  public static @Nullable String of(int letter) {
    return letter < LATIN.length ? LATIN[letter] : null;
  }

  private static @Nullable String[] latin() {
    @Nullable String[] latin = new String[0x600];
    for (String entry : Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().split(LETTERS)) {
      latin[entry.charAt(0)] = entry.substring(1);
    }
    return latin;
  }
}
