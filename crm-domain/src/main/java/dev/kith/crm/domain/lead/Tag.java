package dev.kith.crm.domain.lead;

import com.google.common.base.CharMatcher;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A word by which people group leads as they like. Two that differ in their capital letters only
 * are one.
 *
 * @param text as it was first written: trimmed, with single blanks, in Unicode's composed form
 */
public record Tag(String text) {

  public static final int LONGEST = 40;

  /** What stands between tags where several are written in one text. */
  static final CharMatcher SEPARATOR = CharMatcher.anyOf(",;");

  /** What makes two of them the same. */
  public String key() {
    return keyOf(text);
  }

  /** What the keys of tags begin with that begin with a text. */
  public static String keyOf(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /** Reads one tag; null if nothing of it can be seen. What is wrong with it is noted. */
  static @Nullable Tag read(Checks checks, String raw) {
    String text =
        Normalizer.normalize(
            CharMatcher.whitespace().trimAndCollapseFrom(VisibleText.trim(raw), ' '),
            Normalizer.Form.NFC);
    if (SEPARATOR.matchesAnyOf(text)) {
      checks.add("", "separator", "A tag has neither a comma nor a semicolon.");
    }
    String good = checks.text("", text, LONGEST, false);
    return good == null ? null : new Tag(good);
  }
}
