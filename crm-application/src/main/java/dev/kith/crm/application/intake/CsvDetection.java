package dev.kith.crm.application.intake;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import dev.kith.crm.application.intake.CsvRows.Row;
import dev.kith.crm.domain.intake.CsvFormat;
import dev.kith.crm.domain.intake.Encoding;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a file is written from its beginning. Each candidate is tried on it, and the one under
 * which the rows are most regular and the cells look most like values wins: the consistency measure
 * of van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by detecting row and type
 * patterns" (2019), with simpler types.
 */
final class CsvDetection {

  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final List<Character> QUOTES = List.of('"', '\'', CsvFormat.NO_QUOTE);
  private static final int MOST_ROWS = 300;
  private static final double ALMOST_NOTHING = 1e-3;
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?[\\p{Sc}]?\\s?[-+]?\\d[\\d.,' ]*(e[-+]?\\d+)?\\s?[%\\p{Sc}]?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ODD = Pattern.compile("[,;\\t|\"]|^'|'$");

  private CsvDetection() {}

  /**
   * @param head the beginning of the file, cut at the end of a line where it is longer
   */
  static CsvFormat formatOf(byte[] head, Encoding encoding) {
    CsvFormat best = CsvFormat.STANDARD.in(encoding);
    Character named = namedDelimiter(head, encoding);
    double bestScore = -1;
    for (char delimiter : named == null ? DELIMITERS : List.of(named)) {
      for (char quote : QUOTES) {
        CsvFormat candidate = new CsvFormat(encoding, delimiter, quote, false);
        double score = consistency(head, candidate);
        if (score > bestScore + 1e-9) {
          bestScore = score;
          best = candidate;
        }
      }
    }
    CsvFormat usual = best.quote() == CsvFormat.NO_QUOTE ? best.quotedBy('"') : best;
    // Where no cell is quoted in the part that was looked at, one further on may be.
    best = consistency(head, usual) >= bestScore - 1e-9 ? usual : best;
    return usesBackslash(head, best) ? best.withBackslash() : best;
  }

  private static double consistency(byte[] head, CsvFormat format) {
    Multiset<Integer> lengths = HashMultiset.create();
    long cells = 0;
    long known = 0;
    int flawed = 0;
    CsvRows rows = new CsvRows(new ByteArrayInputStream(head), format);
    Row row = rows.next();
    for (int i = 0; row != null && i < MOST_ROWS; i++) {
      if (row.flaw() != null) {
        flawed++;
      }
      lengths.add(row.cells().size());
      cells += row.cells().size();
      known += row.cells().stream().filter(CsvDetection::looksLikeValue).count();
      row = rows.next();
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
   * Whether a cell holds one value: delimiters or quotes of some other format in it say that it is
   * several.
   */
  private static boolean looksLikeValue(String cell) {
    String text = cell.strip();
    return !ODD.matcher(text).find() || NUMBER.matcher(text).matches();
  }

  private static boolean usesBackslash(byte[] head, CsvFormat format) {
    if (format.quote() == CsvFormat.NO_QUOTE) {
      return false;
    }
    String text = new String(head, format.encoding().charset());
    return text.contains("\\" + format.quote())
        && consistency(head, format.withBackslash()) > consistency(head, format) + 1e-9;
  }

  private static @Nullable Character namedDelimiter(byte[] head, Encoding encoding) {
    CsvLines.Line first = new CsvLines(new ByteArrayInputStream(head), encoding).next();
    return first != null && CsvRows.namesDelimiter(first.text()) && first.text().charAt(4) != '"'
        ? first.text().charAt(4)
        : null;
  }
}
