package dev.kith.crm.domain.intake.source;

import java.util.Locale;

/**
 * What is wrong with how a row is written. The name in lower case, with hyphens, is its code among
 * the errors.
 */
public enum RowFlaw {
  UNDECODABLE("The row has bytes that are no characters in the encoding of the file."),
  NUL_CHARACTER("The row has NUL characters; the file may be damaged."),
  UNTERMINATED_QUOTE("A quoted cell of the row has no closing quote."),
  MISPLACED_QUOTE("A quote stands where none may stand; quotes within a quoted cell are doubled."),
  ROW_TOO_LONG("The row is longer than a row may be."),
  TOO_MANY_CELLS("The row has more cells than a row may have."),
  INVALID_JSON("The line is not one JSON object."),
  UNFINISHED_CARD("The card has no end."),
  NO_CARD("The line stands outside of any card."),
  NOT_CALCULATED("A cell of the row has a formula that was never calculated."),
  ERROR_VALUE("A cell of the row shows an error instead of a value."),
  DAMAGED("From here on the file is damaged; nothing behind can be read."),
  REPEATED_HEADER("The row names the columns once more."),
  ANOTHER_TABLE("The row belongs to another table that stands in the same file.");

  private final String message;

  RowFlaw(String message) {
    this.message = message;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String message() {
    return message;
  }
}
