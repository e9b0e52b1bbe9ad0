package dev.kith.crm.domain.intake.source;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** Of what kind a file is, and how it is written. */
public sealed interface FileFormat {

  /** The names by which kinds are stored and shown. */
  enum Kind {
    CSV,
    XLSX,
    NDJSON,
    VCARD
  }

  /** Whoever wants to begin further down has the wrong file. */
  int LONGEST_PREAMBLE = 1_000;

  Kind kind();

  /** Whether the file is packed with gzip. */
  boolean gzip();

  /**
   * How many of its first rows name the columns, where it has a header at all; 0 for a kind whose
   * records bring the names along.
   */
  int headerRows();

  /** Whether a row ends with its last cell that is filled, however many columns there are. */
  default boolean leavesOutEmptyCells() {
    return false;
  }

  /** How a quote inside a quoted cell is written. Stored by name. */
  enum Escape {
    DOUBLED,
    BACKSLASH
  }

  /**
   * A text file with a row on each line, as in RFC 4180 but for the marks it uses.
   *
   * @param delimiter stands between two cells; one character or several
   * @param quote stands around a cell that holds delimiters, quotes or line breaks; {@link
   *     #NO_QUOTE} where cells are never quoted
   * @param preamble how many lines stand before the table
   * @param notAsDeclared whether the file was declared to be of another encoding, which its bytes
   *     rule out
   */
  record Csv(
      Encoding encoding,
      String delimiter,
      char quote,
      Escape escape,
      int preamble,
      int headerRows,
      boolean gzip,
      boolean notAsDeclared)
      implements FileFormat {

    public static final char NO_QUOTE = '\0';
    public static final int LONGEST_DELIMITER = 10;
    public static final int MOST_HEADER_ROWS = 10;

    /** RFC 4180 in UTF-8: what this CRM writes. */
    public static final Csv STANDARD = written(Encoding.UTF_8, ",", '"', Escape.DOUBLED);

    public Csv {
      if (delimiter.isEmpty()
          || delimiter.length() > LONGEST_DELIMITER
          || delimiter.indexOf(quote) >= 0
          || delimiter.chars().anyMatch(c -> c == NO_QUOTE || isLineBreak(c))
          || isLineBreak(quote)) {
        throw new IllegalArgumentException(
            "delimiter and quote must differ, and not be line breaks");
      }
      if (preamble < 0
          || preamble > LONGEST_PREAMBLE
          || headerRows < 1
          || headerRows > MOST_HEADER_ROWS) {
        throw new IllegalArgumentException(
            "a preamble of " + preamble + " lines and a header of " + headerRows + " rows");
      }
    }

    /** With the table at the beginning of the file, and one row of names. */
    public static Csv written(Encoding encoding, String delimiter, char quote, Escape escape) {
      return new Csv(encoding, delimiter, quote, escape, 0, 1, false, false);
    }

    @Override
    public Kind kind() {
      return Kind.CSV;
    }

    public Csv in(Encoding other) {
      return new Csv(other, delimiter, quote, escape, preamble, headerRows, gzip, notAsDeclared);
    }

    public Csv delimitedBy(String other) {
      return new Csv(encoding, other, quote, escape, preamble, headerRows, gzip, notAsDeclared);
    }

    public Csv quotedBy(char other) {
      return new Csv(encoding, delimiter, other, escape, preamble, headerRows, gzip, notAsDeclared);
    }

    public Csv escapedBy(Escape other) {
      return new Csv(encoding, delimiter, quote, other, preamble, headerRows, gzip, notAsDeclared);
    }

    /** With a table that begins further down, under a header of some rows. */
    public Csv startingAfter(int lines, int header) {
      return new Csv(encoding, delimiter, quote, escape, lines, header, gzip, notAsDeclared);
    }

    /** Read in this encoding although another was declared. */
    public Csv declaredOtherwise(boolean otherwise) {
      return new Csv(encoding, delimiter, quote, escape, preamble, headerRows, gzip, otherwise);
    }

    public Csv packed(boolean packed) {
      return new Csv(
          encoding, delimiter, quote, escape, preamble, headerRows, packed, notAsDeclared);
    }

    /** As a single row of it reads once it is text in the memory. */
    public Csv ofOneRow() {
      return new Csv(Encoding.UTF_8, delimiter, quote, escape, 0, 1, false, false);
    }

    private static boolean isLineBreak(int c) {
      return c == '\n' || c == '\r';
    }
  }

  /**
   * A sheet of a workbook.
   *
   * @param sheet its name
   * @param sheets all that the workbook has
   * @param preamble how many rows of the sheet stand before the table
   */
  record Xlsx(String sheet, List<String> sheets, int preamble, int headerRows, boolean gzip)
      implements FileFormat {

    public Xlsx {
      sheets = ImmutableList.copyOf(sheets);
      if (!sheets.contains(sheet)) {
        throw new IllegalArgumentException("the workbook has no sheet " + sheet);
      }
    }

    @Override
    public Kind kind() {
      return Kind.XLSX;
    }

    @Override
    public boolean leavesOutEmptyCells() {
      return true;
    }

    public Xlsx startingAfter(int rows, int header) {
      return new Xlsx(sheet, sheets, rows, header, gzip);
    }
  }

  /**
   * JSON objects, one on each line.
   *
   * @param columns the names that its objects have, in the order in which they come up
   */
  record Ndjson(Encoding encoding, List<String> columns, boolean gzip) implements FileFormat {

    public Ndjson {
      columns = ImmutableList.copyOf(columns);
    }

    @Override
    public Kind kind() {
      return Kind.NDJSON;
    }

    @Override
    public int headerRows() {
      return 0;
    }
  }

  /**
   * Visiting cards, one behind the other.
   *
   * @param columns what they say, under names for people
   */
  record VCard(Encoding encoding, List<String> columns, boolean gzip) implements FileFormat {

    public VCard {
      columns = ImmutableList.copyOf(columns);
    }

    @Override
    public Kind kind() {
      return Kind.VCARD;
    }

    @Override
    public int headerRows() {
      return 0;
    }
  }
}
