package dev.kith.crm.application.intake;

import dev.kith.crm.domain.intake.CsvFormat;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a CSV file, one after the other, in bounded memory. A row that is broken is
 * handed out with its {@link Flaw} and never takes its neighbours with it: a quote that opens a
 * cell counts as one only if a matching quote stands right before a delimiter or the end of a line;
 * otherwise it is taken as an ordinary character, and the row ends with its line.
 *
 * <p>Blank rows are left out, and so is a first line such as {@code sep=;} that tells a spreadsheet
 * program the delimiter.
 */
final class CsvRows {

  /**
   * What is wrong with how a row is written. The name in lower case, with hyphens, is its code
   * among the errors.
   */
  enum Flaw {
    UNDECODABLE("The row has bytes that are no characters in the encoding of the file."),
    NUL_CHARACTER("The row has NUL characters; the file may be damaged."),
    UNTERMINATED_QUOTE("A quoted cell of the row has no closing quote."),
    MISPLACED_QUOTE(
        "A quote stands where none may stand; quotes within a quoted cell are doubled."),
    ROW_TOO_LONG("The row is longer than a row may be."),
    TOO_MANY_CELLS("The row has more cells than a row may have.");

    private final String message;

    Flaw(String message) {
      this.message = message;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String message() {
      return message;
    }
  }

  /**
   * A row of the file.
   *
   * @param line on which it begins, counted from 1
   * @param end where the next row begins, in bytes
   * @param cells as well as they can be told; empty if the flaw leaves none
   * @param flaw null for a sound row
   * @param raw the row as it stands in the file, without its last line break
   */
  record Row(long line, long end, List<String> cells, @Nullable Flaw flaw, String raw) {}

  static final int MOST_CELLS = 1_000;

  /**
   * A quoted cell may hold line breaks, but a quote that is never closed must not make one cell of
   * the whole file.
   */
  private static final int LONGEST_ROW = 1 << 18;

  private static final int MOST_LINES = 1_000;
  private static final int NOT_CLOSED = -1;
  private static final int CLOSED_AMISS = -2;

  private final CsvLines lines;
  private final char delimiter;
  private final char quote;
  private final boolean backslash;
  private final Deque<CsvLines.Line> pushedBack = new ArrayDeque<>();

  // The row being read: its text so far, and the lines that make it up.
  private final StringBuilder text = new StringBuilder();
  private final Deque<CsvLines.Line> taken = new ArrayDeque<>();

  CsvRows(InputStream in, CsvFormat format) {
    this.lines = new CsvLines(in, format.encoding());
    this.delimiter = format.delimiter();
    this.quote = format.quote();
    this.backslash = format.backslash();
  }

  /** The next row; null at the end of the file. */
  @Nullable Row next() {
    for (CsvLines.Line line = take(); line != null; line = take()) {
      if (line.text().isBlank() || (line.number() == 1 && namesDelimiter(line.text()))) {
        continue;
      }
      Row row = rowFrom(line);
      if (row.flaw() != null || !isBlank(row.cells())) {
        return row;
      }
    }
    return null;
  }

  private Row rowFrom(CsvLines.Line line) {
    if (line.tooLong()) {
      return new Row(line.number(), line.end(), List.of(), Flaw.ROW_TOO_LONG, line.text());
    }
    if (!line.decodable()) {
      return new Row(line.number(), line.end(), List.of(), Flaw.UNDECODABLE, line.text());
    }
    if (quote == CsvFormat.NO_QUOTE || line.text().indexOf(quote) < 0) {
      return row(line, line.end(), split(line.text()), null, line.text());
    }
    text.setLength(0);
    text.append(line.text());
    taken.clear();
    taken.add(line);
    List<String> cells = new ArrayList<>();
    Flaw flaw = parse(cells);
    return row(line, taken.getLast().end(), cells, flaw, text.toString());
  }

  private static Row row(
      CsvLines.Line first, long end, List<String> cells, @Nullable Flaw flaw, String raw) {
    Flaw found = flaw;
    if (cells.size() > MOST_CELLS) {
      found = Flaw.TOO_MANY_CELLS;
    } else if (raw.indexOf('\0') >= 0) {
      found = Flaw.NUL_CHARACTER;
    }
    return new Row(first.number(), end, cells, found, raw);
  }

  private List<String> split(String line) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    for (int at = line.indexOf(delimiter);
        at >= 0 && cells.size() < MOST_CELLS;
        at = line.indexOf(delimiter, from)) {
      cells.add(line.substring(from, at));
      from = at + 1;
    }
    cells.add(line.substring(from));
    return cells;
  }

  /**
   * Fills in the cells of the row that begins with {@link #text}, which grows by further lines
   * where quotes hold line breaks.
   */
  private @Nullable Flaw parse(List<String> cells) {
    Flaw flaw = null;
    int from = 0;
    while (cells.size() <= MOST_CELLS) {
      int open = skipBlanks(from);
      int next;
      if (open < text.length() && text.charAt(open) == quote) {
        int length = text.length();
        int lineCount = taken.size();
        int close = closing(open + 1);
        if (close >= 0) {
          cells.add(unescaped(text.substring(open + 1, close)));
          next = skipBlanks(close + 1);
        } else {
          giveBack(lineCount, length);
          flaw = close == NOT_CLOSED ? Flaw.UNTERMINATED_QUOTE : Flaw.MISPLACED_QUOTE;
          next = endOfPlain(from);
          cells.add(text.substring(from, next));
        }
      } else {
        next = endOfPlain(from);
        cells.add(text.substring(from, next));
      }
      if (next >= text.length()) {
        return flaw;
      }
      from = next + 1;
    }
    return flaw;
  }

  private int endOfPlain(int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == delimiter) {
        return i;
      }
    }
    return text.length();
  }

  /** Where the quote stands that closes a cell; takes further lines until it is found. */
  private int closing(int from) {
    boolean strayed = false;
    int i = from;
    while (true) {
      if (i >= text.length()) {
        if (strayed) {
          return CLOSED_AMISS;
        }
        if (!takeOneMore()) {
          return NOT_CLOSED;
        }
        continue;
      }
      char c = text.charAt(i);
      if (backslash && c == '\\') {
        i += 2;
      } else if (c != quote) {
        i++;
      } else if (!backslash && i + 1 < text.length() && text.charAt(i + 1) == quote) {
        i += 2;
      } else if (endsCell(i)) {
        return i;
      } else if (followsDelimiter(i)) {
        return CLOSED_AMISS;
      } else {
        // An apostrophe, say, in a cell quoted with apostrophes: it can be meant in one way only.
        strayed = true;
        i++;
      }
    }
  }

  private boolean endsCell(int quoteAt) {
    int after = skipBlanks(quoteAt + 1);
    return after >= text.length() || text.charAt(after) == delimiter;
  }

  private boolean followsDelimiter(int quoteAt) {
    int before = quoteAt - 1;
    while (before > 0 && isPadding(text.charAt(before))) {
      before--;
    }
    return before >= 0 && text.charAt(before) == delimiter;
  }

  private boolean takeOneMore() {
    if (taken.size() >= MOST_LINES) {
      return false;
    }
    CsvLines.Line more = take();
    if (more == null) {
      return false;
    }
    if (!more.decodable() || more.tooLong() || text.length() + more.text().length() > LONGEST_ROW) {
      pushedBack.addFirst(more);
      return false;
    }
    text.append(taken.getLast().ending()).append(more.text());
    taken.add(more);
    return true;
  }

  private void giveBack(int lineCount, int length) {
    while (taken.size() > lineCount) {
      pushedBack.addFirst(taken.removeLast());
    }
    text.setLength(length);
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < text.length() && isPadding(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private boolean isPadding(char c) {
    return (c == ' ' || c == '\t') && c != delimiter;
  }

  private String unescaped(String cell) {
    char escape = backslash ? '\\' : quote;
    if (cell.indexOf(escape) < 0) {
      return cell;
    }
    StringBuilder plain = new StringBuilder(cell.length());
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) == escape && i + 1 < cell.length() && isEscaped(cell.charAt(i + 1))) {
        i++;
      }
      plain.append(cell.charAt(i));
    }
    return plain.toString();
  }

  private boolean isEscaped(char c) {
    return c == quote || (backslash && c == '\\');
  }

  private CsvLines.@Nullable Line take() {
    return pushedBack.isEmpty() ? lines.next() : pushedBack.removeFirst();
  }

  static boolean namesDelimiter(String line) {
    return line.length() == 5 && line.regionMatches(true, 0, "sep=", 0, 4);
  }

  private static boolean isBlank(List<String> cells) {
    for (String cell : cells) {
      if (!cell.isBlank()) {
        return false;
      }
    }
    return true;
  }
}
