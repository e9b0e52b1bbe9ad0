package dev.kith.crm.domain.shared.text;

import com.google.common.base.CharMatcher;

/**
 * Whether there is anything to see in a text. Spaces of all sorts, marks without width, controls of
 * the direction of writing and letters that are drawn as nothing leave no trace on a page, so a
 * text of them alone says nothing. Within a text they have their uses: they join emoji and shape
 * letters.
 */
public final class VisibleText {

  /** What stands at the ends of a text by mistake; joiners there may shape its last letter. */
  private static final CharMatcher AROUND =
      CharMatcher.whitespace()
          .or(CharMatcher.forPredicate(Character::isWhitespace))
          .or(CharMatcher.anyOf("\u00A0\u200B\u2060\u2800\u3164\uFEFF\uFFA0"));

  private VisibleText() {}

  /** The text without what cannot be seen around it; empty if nothing of it can be seen. */
  public static String trim(String text) {
    return isBlank(text) ? "" : AROUND.trimFrom(text);
  }

  /** If nothing of the text can be seen. */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(VisibleText::isInvisible);
  }

  /** Control characters are none of these: they are a mistake that is told. */
  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.FORMAT ->
          true;
      default -> Character.isWhitespace(c) || isDrawnAsNothing(c);
    };
  }

  /**
   * The characters of Unicode's property Default_Ignorable_Code_Point, and the empty Braille cell.
   */
  private static boolean isDrawnAsNothing(int c) {
    return c == 0x034F
        || c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || (c >= 0x180B && c <= 0x180F)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0x2800
        || c == 0x3164
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFFA0
        || (c >= 0xFFF0 && c <= 0xFFF8)
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }
}
