package dev.kith.crm.application.intake.source.record;

import dev.kith.crm.application.intake.source.text.TextLines;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat.VCard;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourcePosition;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Visiting cards, one behind the other (vCard 2.1, 3.0 and 4.0). A card that does not end is that
 * row's flaw; what stands between cards is one, too.
 */
public final class VCardRows implements SourceRows {

  private static final String BEGIN = "BEGIN:VCARD";
  private static final String END = "END:VCARD";

  /** A photograph may be longer; it is not kept. */
  private static final int LONGEST_KEPT = 1 << 18;

  private final TextLines lines;
  private final List<String> columns;
  private long number;
  private TextLines.@Nullable Line ahead;

  public VCardRows(InputStream in, VCard format, SourcePosition position) {
    this.lines = new TextLines(in, format.encoding(), position);
    this.columns = format.columns();
    this.number = position.rows();
  }

  public static boolean isBegunBy(InputStream head, Encoding encoding) {
    TextLines lines = new TextLines(head, encoding);
    TextLines.Line line = lines.next();
    while (line != null && line.text().isBlank()) {
      line = lines.next();
    }
    return line != null && line.text().strip().equalsIgnoreCase(BEGIN);
  }

  /** The fields that the cards of a file fill. */
  public static List<String> columns(InputStream in, Encoding encoding) {
    Set<String> names = new LinkedHashSet<>();
    VCardRows rows =
        new VCardRows(in, new VCard(encoding, VCardFields.NAMES, false), SourcePosition.BEGINNING);
    for (SourceRow row = rows.next(); row != null; row = rows.next()) {
      for (int i = 0; i < row.cells().size(); i++) {
        if (!row.cells().get(i).isEmpty()) {
          names.add(VCardFields.NAMES.get(i));
        }
      }
    }
    return VCardFields.NAMES.stream().filter(names::contains).toList();
  }

  @Override
  public @Nullable SourceRow next() {
    TextLines.Line line = take();
    while (line != null && line.text().isBlank()) {
      line = take();
    }
    if (line == null) {
      return null;
    }
    number++;
    return line.text().strip().equalsIgnoreCase(BEGIN) ? card(line) : between(line);
  }

  private SourceRow card(TextLines.Line begin) {
    List<String> content = new ArrayList<>();
    StringBuilder original = new StringBuilder(begin.text());
    TextLines.Line last = begin;
    RowFlaw flaw = RowFlaw.UNFINISHED_CARD;
    for (TextLines.Line line = take(); line != null; line = take()) {
      if (line.text().strip().equalsIgnoreCase(BEGIN)) {
        ahead = line;
        break;
      }
      last = line;
      if (line.tooLong()) {
        continue;
      }
      original.append('\n').append(line.text());
      if (line.text().strip().equalsIgnoreCase(END)) {
        flaw = null;
        break;
      }
      content.add(line.text());
      if (!line.decodable() || original.length() > LONGEST_KEPT) {
        flaw = line.decodable() ? RowFlaw.ROW_TOO_LONG : RowFlaw.UNDECODABLE;
        last = skipToEnd(last);
        break;
      }
    }
    List<String> cells = List.of();
    if (flaw == null) {
      Map<String, String> fields = VCardFields.of(content);
      cells = columns.stream().map(name -> fields.getOrDefault(name, "")).toList();
    }
    return row(begin, last, cells, flaw, original.toString());
  }

  private TextLines.Line skipToEnd(TextLines.Line from) {
    TextLines.Line last = from;
    for (TextLines.Line line = take(); line != null; line = take()) {
      if (line.text().strip().equalsIgnoreCase(BEGIN)) {
        ahead = line;
        return last;
      }
      last = line;
      if (line.text().strip().equalsIgnoreCase(END)) {
        return last;
      }
    }
    return last;
  }

  private SourceRow between(TextLines.Line line) {
    return row(line, line, List.of(), RowFlaw.NO_CARD, line.text());
  }

  private SourceRow row(
      TextLines.Line first,
      TextLines.Line last,
      List<String> cells,
      @Nullable RowFlaw flaw,
      String original) {
    RowFlaw found = flaw == null && original.indexOf('\0') >= 0 ? RowFlaw.NUL_CHARACTER : flaw;
    return new SourceRow(
        number,
        first.number(),
        cells,
        found,
        original,
        new SourcePosition(number, last.number() + 1, last.end()));
  }

  private TextLines.@Nullable Line take() {
    TextLines.Line line = ahead;
    ahead = null;
    return line == null ? lines.next() : line;
  }
}
