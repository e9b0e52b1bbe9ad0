package dev.kith.crm.application.intake.source.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a cell looks like. */
public enum CellType {
  /** Nothing, or a sign for nothing. */
  EMPTY,
  NUMBER,
  /** A day, a time of day, or both. */
  TIME,
  EMAIL,
  LINK,
  TEXT;

  private static final Set<String> SIGNS_FOR_NOTHING =
      Set.of("-", "--", "?", "n/a", "na", "nan", "null", "none", "nil", "#n/a", "unknown", "tbc");

  /**
   * With sign, currency, separators of thousands and decimals, exponent, per cent, unit of money.
   */
  private static final Pattern NUMBERS =
      Pattern.compile(
          "\\(?[-+]?\\s?(\\p{Sc}|[A-Z]{3}\\s)?\\s?[-+]?(\\d[\\d.,'"
              + " \\u00a0]*|[.,]\\d+)(e[-+]?\\d+)?\\)?\\s?(%|‰|°|\\p{Sc}|[A-Z]{3})?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TIMES =
      Pattern.compile(
          "(\\d{1,4}[-./]\\d{1,2}[-./]\\d{1,4}"
              + "|\\d{1,2}[-. /]{1,2}\\p{L}{3,9}\\.?([-. /]\\d{2,4})?"
              + "|\\p{L}{3,9}\\.?[-. /]\\d{2,4})?"
              + "([T ,]*\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?\\s?([ap]\\.?m\\.?)?"
              + "(Z|[-+ ]\\d{2}:?\\d{2}|\\s[A-Z]{3,4})?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern EMAILS = Pattern.compile("[^@\\s,;|<>]+@[^@\\s,;|<>]+\\.\\p{L}{2,}");

  private static final Pattern LINKS =
      Pattern.compile("(https?://|www\\.)[^\\s;|\"]+", Pattern.CASE_INSENSITIVE);

  /** A month stands in no other word. */
  private static final Pattern MONTH =
      Pattern.compile(
          "(?i).*(jan|feb|f[ée]v|mar|m[äa]r|apr|avr|ma[iy]|jun|juin|jul|juil|aug|ao[uû]|sep|o[ck]t|nov|de[czs]).*");

  private static final int LONGEST = 60;

  public static CellType of(String cell) {
    String text = cell.strip();
    if (text.isEmpty() || SIGNS_FOR_NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
      return EMPTY;
    }
    if (LINKS.matcher(text).matches()) {
      return LINK;
    }
    if (text.length() > LONGEST) {
      return TEXT;
    }
    if (EMAILS.matcher(text).matches()) {
      return EMAIL;
    }
    if (text.chars().noneMatch(Character::isDigit)) {
      return TEXT;
    }
    if (isTime(text)) {
      return TIME;
    }
    return NUMBERS.matcher(text).matches() ? NUMBER : TEXT;
  }

  private static boolean isTime(String text) {
    return TIMES.matcher(text).matches()
        && (text.chars().noneMatch(Character::isLetter)
            || MONTH.matcher(text).matches()
            || text.indexOf(':') > 0);
  }
}
