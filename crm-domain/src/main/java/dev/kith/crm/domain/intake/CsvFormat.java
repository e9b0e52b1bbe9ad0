package dev.kith.crm.domain.intake;

/**
 * How a CSV file is written.
 *
 * @param delimiter stands between two cells
 * @param quote stands around a cell that holds delimiters, quotes or line breaks; {@link #NO_QUOTE}
 *     where cells are never quoted
 * @param backslash whether a quote inside a quoted cell is written with a backslash before it;
 *     otherwise it is doubled
 */
public record CsvFormat(Encoding encoding, char delimiter, char quote, boolean backslash) {

  public static final char NO_QUOTE = '\0';

  /** RFC 4180 in UTF-8: what this CRM writes. */
  public static final CsvFormat STANDARD = new CsvFormat(Encoding.UTF_8, ',', '"', false);

  public CsvFormat {
    if (delimiter == quote
        || isLineBreak(delimiter)
        || isLineBreak(quote)
        || delimiter == NO_QUOTE) {
      throw new IllegalArgumentException("delimiter and quote must differ, and not be line breaks");
    }
  }

  public CsvFormat in(Encoding other) {
    return new CsvFormat(other, delimiter, quote, backslash);
  }

  public CsvFormat quotedBy(char other) {
    return new CsvFormat(encoding, delimiter, other, backslash);
  }

  public CsvFormat withBackslash() {
    return new CsvFormat(encoding, delimiter, quote, true);
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
