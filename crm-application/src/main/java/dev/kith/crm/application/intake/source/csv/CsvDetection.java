package dev.kith.crm.application.intake.source.csv;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import dev.kith.crm.application.intake.source.table.CellType;
import dev.kith.crm.application.intake.source.text.TextLines;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Escape;
import dev.kith.crm.domain.intake.source.SourceRow;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the beginning of a file by which marks its cells are kept apart. Each candidate is
 * tried, and the one under which the rows are most regular and the cells look most like values
 * wins: the consistency measure of van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by
 * detecting row and type patterns" (2019), with fewer types, and with what each candidate would
 * have to call broken as further evidence against it.
 */
public final class CsvDetection {

  /** In the order in which they win where nothing else decides. */
  private static final List<String> DELIMITERS =
      List.of(",", ";", "\t", "|", "^", "~", "¦", "\u001f", "\u0001");

  /** They stand in ordinary texts too, and count only where no other makes columns. */
  private static final List<String> LAST_RESORTS = List.of(":", " ");

  private static final List<Character> QUOTES = List.of('"', Csv.NO_QUOTE, '\'');
  private static final int MOST_ROWS = 300;
  private static final double ALMOST_NOTHING = 1e-3;
  private static final double EQUAL = 1e-9;

  /** The share of rows that somebody may have broken by hand, or a program now and then. */
  private static final double FEW = 0.02;

  private static final Pattern ODD = Pattern.compile("[,;\\t|\"]|^'|'$");

  private CsvDetection() {}

  /**
   * @param head the beginning of the file, cut at the end of a line where it is longer
   */
  public static Csv formatOf(byte[] head, Encoding encoding) {
    String named = namedDelimiter(head, encoding);
    if (named != null) {
      return finished(head, best(head, encoding, List.of(named)));
    }
    Trial usual = best(head, encoding, DELIMITERS);
    if (usual.columns() > 1) {
      return finished(head, refined(head, usual));
    }
    Trial last = best(head, encoding, LAST_RESORTS);
    return finished(head, last.columns() > 1 && last.isTyped() ? last : usual);
  }

  /** The first lines under a format. */
  public static List<SourceRow> rowsOf(byte[] head, Csv format) {
    List<SourceRow> rows = new ArrayList<>();
    CsvRows source = CsvRows.of(new ByteArrayInputStream(head), format);
    SourceRow row = source.next();
    while (row != null && rows.size() < MOST_ROWS) {
      rows.add(row);
      row = source.next();
    }
    return rows;
  }

  private static Trial best(byte[] head, Encoding encoding, List<String> delimiters) {
    Trial best = null;
    for (String delimiter : delimiters) {
      for (char quote : QUOTES) {
        Trial trial = Trial.of(head, Csv.written(encoding, delimiter, quote, Escape.DOUBLED));
        if (best == null || trial.score() > best.score() + EQUAL) {
          best = trial;
        }
      }
    }
    return best == null ? Trial.of(head, Csv.STANDARD.in(encoding)) : best;
  }

  /** Two of the same, or one and a blank, may be one mark. */
  private static Trial refined(byte[] head, Trial found) {
    String delimiter = found.format().delimiter();
    if (found.everySecondCellIsEmpty()) {
      return Trial.of(head, found.format().delimitedBy(delimiter + delimiter));
    }
    Trial withBlank = Trial.of(head, found.format().delimitedBy(delimiter + " "));
    return withBlank.score() > found.score() + EQUAL ? withBlank : found;
  }

  private static Csv finished(byte[] head, Trial found) {
    Trial best = found;
    if (found.format().quote() != '"') {
      // Where no cell is quoted in the part that was looked at, one further on may be; and where a
      // few rows break the usual rules, they are broken, and not the rules others.
      Trial usual = Trial.of(head, found.format().quotedBy('"'));
      best = usual.isAsGoodBesidesFewRowsAs(found) ? usual : found;
    }
    return usesBackslash(head, best) ? best.format().escapedBy(Escape.BACKSLASH) : best.format();
  }

  private static boolean usesBackslash(byte[] head, Trial found) {
    Csv format = found.format();
    if (format.quote() == Csv.NO_QUOTE) {
      return false;
    }
    String text = new String(head, format.encoding().charset());
    return text.contains("\\" + format.quote())
        && Trial.of(head, format.escapedBy(Escape.BACKSLASH)).score() > found.score() + EQUAL;
  }

  private static @Nullable String namedDelimiter(byte[] head, Encoding encoding) {
    TextLines.Line first = new TextLines(new ByteArrayInputStream(head), encoding).next();
    return first != null && CsvRows.namesDelimiter(first.text()) && first.text().charAt(4) != '"'
        ? first.text().substring(4)
        : null;
  }

  /** What a format makes of the beginning of a file. */
  private record Trial(Csv format, List<SourceRow> rows, double score) {

    static Trial of(byte[] head, Csv format) {
      List<SourceRow> rows = rowsOf(head, format);
      return new Trial(format, rows, consistency(rows));
    }

    boolean isAsGoodBesidesFewRowsAs(Trial other) {
      List<SourceRow> sound = rows.stream().filter(row -> row.flaw() == null).toList();
      int broken = rows.size() - sound.size();
      return score >= other.score - EQUAL
          || (broken > 0
              && broken <= Math.max(1, rows.size() * FEW)
              && consistency(sound) * rows.size() >= (other.score - EQUAL) * sound.size());
    }

    private static double consistency(List<SourceRow> rows) {
      Multiset<Integer> lengths = HashMultiset.create();
      long cells = 0;
      long known = 0;
      int flawed = 0;
      for (SourceRow row : rows) {
        flawed += row.flaw() == null ? 0 : 1;
        lengths.add(row.cells().size());
        cells += row.cells().size();
        known += row.cells().stream().filter(Trial::looksLikeValue).count();
      }
      if (cells == 0) {
        return 0;
      }
      double pattern = 0;
      for (Multiset.Entry<Integer> length : lengths.entrySet()) {
        double columns = length.getElement();
        pattern += length.getCount() * Math.max(ALMOST_NOTHING, columns - 1) / Math.max(1, columns);
      }
      pattern /= lengths.elementSet().size();
      double sound = 1 - (double) flawed / lengths.size();
      return pattern * known / cells * (0.5 + 0.5 * sound);
    }

    /**
     * Whether a cell holds one value: delimiters or quotes of some other format in it say that it
     * is several.
     */
    private static boolean looksLikeValue(String cell) {
      return !ODD.matcher(cell.strip()).find() || CellType.of(cell) != CellType.TEXT;
    }

    /** As many cells as most rows have. */
    int columns() {
      Multiset<Integer> lengths = HashMultiset.create();
      rows.forEach(row -> lengths.add(row.cells().size()));
      return lengths.entrySet().stream()
          .max((a, b) -> Integer.compare(a.getCount(), b.getCount()))
          .map(Multiset.Entry::getElement)
          .orElse(0);
    }

    boolean everySecondCellIsEmpty() {
      return rows.stream()
          .map(SourceRow::cells)
          .allMatch(cells -> {
            for (int i = 1; i < cells.size(); i += 2) {
              if (!cells.get(i).isEmpty()) {
                return false;
              }
            }
            return cells.size() % 2 == 1;
          });
    }

    /** Whether at least half of the cells are more than text. */
    boolean isTyped() {
      List<CellType> types =
          rows.stream().flatMap(row -> row.cells().stream()).map(CellType::of).toList();
      return types.stream().filter(t -> t != CellType.TEXT).count() * 2 >= types.size();
    }
  }
}
