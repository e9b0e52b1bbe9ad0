package dev.kith.crm.domain.shared;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import java.util.Locale;
import java.util.Set;

/** A language by its ISO 639-1 code, in lower case: the first part of a BCP 47 language tag. */
public record Language(String code) {

  private static final Set<String> CODES = ImmutableSet.copyOf(Locale.getISOLanguages());

  public Language {
    if (!CODES.contains(code)) {
      throw new IllegalArgumentException("not an ISO 639-1 code: " + code);
    }
  }

  /**
   * Reads a language tag, of which only the first part counts: {@code de-AT} is {@code de}. Refused
   * with {@code language-unknown}.
   */
  public static Outcome<Language> parse(String tag) {
    String first = Ascii.toLowerCase(tag.strip()).split("[-_]", 2)[0];
    return CODES.contains(first)
        ? Outcome.done(new Language(first))
        : Outcome.refused(
            Invalid.of(
                new Violation(
                    "",
                    "language-unknown",
                    "A language is an ISO 639-1 code, such as de, or a tag that begins with"
                        + " one.")));
  }

  public String englishName() {
    return Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH);
  }

  @Override
  public String toString() {
    return code;
  }
}
