package dev.kith.crm.application.intake.source.csv;

import dev.kith.crm.application.intake.source.text.TextLines;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Escape;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourcePosition;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a CSV file, one after the other, in bounded memory. A row that is broken is
 * handed out with its {@link RowFlaw} and never takes its neighbours with it: a quote that opens a
 * cell counts as one only if a matching quote stands right before a delimiter or the end of a line;
 * otherwise it is taken as an ordinary character, and the row ends with its line.
 *
 * <p>Blank rows are left out, and so is a first line such as {@code sep=;} that tells a spreadsheet
 * program the delimiter.
 */
public final class CsvRows implements SourceRows {

  static final int MOST_CELLS = 1_000;

  /**
   * A quoted cell may hold line breaks, but a quote that is never closed must not make one cell of
   * the whole file.
   */
  private static final int LONGEST_ROW = 1 << 18;

  private static final int MOST_LINES = 1_000;
  private static final int NOT_CLOSED = -1;
  private static final int CLOSED_AMISS = -2;

  private final TextLines lines;
  private final String delimiter;
  private final char quote;
  private final boolean backslash;
  private final int preamble;
  private final Deque<TextLines.Line> pushedBack = new ArrayDeque<>();

  private long number;

  // The row being read: its text so far, and the lines that make it up.
  private final StringBuilder text = new StringBuilder();
  private final Deque<TextLines.Line> taken = new ArrayDeque<>();

  private CsvRows(TextLines lines, Csv format, long rowsBefore) {
    this.lines = lines;
    this.delimiter = format.delimiter();
    this.quote = format.quote();
    this.backslash = format.escape() == Escape.BACKSLASH;
    this.preamble = format.preamble();
    this.number = rowsBefore;
  }

  /**
   * @param in the file from that position on
   */
  public static CsvRows of(InputStream in, Csv format, SourcePosition position) {
    return new CsvRows(new TextLines(in, format.encoding(), position), format, position.rows());
  }

  static CsvRows of(InputStream in, Csv format) {
    return of(in, format, SourcePosition.BEGINNING);
  }

  @Override
  public @Nullable SourceRow next() {
    for (TextLines.Line line = take(); line != null; line = take()) {
      if (line.number() <= preamble
          || line.text().isBlank()
          || (line.number() == 1 && namesDelimiter(line.text()))) {
        continue;
      }
      SourceRow row = rowFrom(line);
      if (row.flaw() != null || !isBlank(row.cells())) {
        number++;
        return row;
      }
    }
    return null;
  }

  private SourceRow rowFrom(TextLines.Line line) {
    if (line.tooLong() || line.text().length() > LONGEST_ROW) {
      return row(line, line, List.of(), RowFlaw.ROW_TOO_LONG, line.text());
    }
    if (!line.decodable()) {
      return row(line, line, List.of(), RowFlaw.UNDECODABLE, line.text());
    }
    if (quote == Csv.NO_QUOTE || line.text().indexOf(quote) < 0) {
      return row(line, line, split(line.text()), null, line.text());
    }
    text.setLength(0);
    text.append(line.text());
    taken.clear();
    taken.add(line);
    List<String> cells = new ArrayList<>();
    RowFlaw flaw = parse(cells);
    return row(line, taken.getLast(), cells, flaw, text.toString());
  }

  private SourceRow row(
      TextLines.Line first,
      TextLines.Line last,
      List<String> cells,
      @Nullable RowFlaw flaw,
      String raw) {
    RowFlaw found = flaw;
    if (cells.size() > MOST_CELLS) {
      found = RowFlaw.TOO_MANY_CELLS;
    } else if (raw.indexOf('\0') >= 0) {
      found = RowFlaw.NUL_CHARACTER;
    }
    return new SourceRow(
        number + 1,
        first.number(),
        cells,
        found,
        raw,
        new SourcePosition(number + 1, last.number() + 1, last.end()));
  }

  private List<String> split(String line) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    for (int at = line.indexOf(delimiter);
        at >= 0 && cells.size() < MOST_CELLS;
        at = line.indexOf(delimiter, from)) {
      cells.add(line.substring(from, at));
      from = at + delimiter.length();
    }
    cells.add(line.substring(from));
    return cells;
  }

  /**
   * Fills in the cells of the row that begins with {@link #text}, which grows by further lines
   * where quotes hold line breaks.
   */
  private @Nullable RowFlaw parse(List<String> cells) {
    RowFlaw flaw = null;
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
          flaw = close == NOT_CLOSED ? RowFlaw.UNTERMINATED_QUOTE : RowFlaw.MISPLACED_QUOTE;
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
      from = next + delimiter.length();
    }
    return flaw;
  }

  private int endOfPlain(int from) {
    int at = text.indexOf(delimiter, from);
    return at < 0 ? text.length() : at;
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
    return after >= text.length() || delimiterAt(after);
  }

  private boolean followsDelimiter(int quoteAt) {
    int before = quoteAt;
    while (before > 0 && isPadding(text.charAt(before - 1))) {
      before--;
    }
    return before >= delimiter.length() && delimiterAt(before - delimiter.length());
  }

  private boolean delimiterAt(int at) {
    for (int i = 0; i < delimiter.length(); i++) {
      if (at + i >= text.length() || text.charAt(at + i) != delimiter.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean takeOneMore() {
    if (taken.size() >= MOST_LINES) {
      return false;
    }
    TextLines.Line more = take();
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
    return (c == ' ' || c == '\t') && delimiter.indexOf(c) < 0;
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

  private TextLines.@Nullable Line take() {
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
