package dev.kith.crm.application.intake.source.workbook;

import dev.kith.crm.application.list.csv.CsvFiles;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourcePosition;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one sheet. Cells with formulas say what was calculated last; one that was never
 * calculated, or shows an error, is a flaw of its row. Where the sheet is damaged, a last row says
 * so.
 */
public final class SheetRows implements SourceRows {

  private static final int MOST_CELLS = 1_000;
  private static final int LONGEST_ROW = 1 << 18;

  private final @Nullable XMLStreamReader xml;
  private final Workbook.@Nullable Parts parts;
  private final @Nullable Workbook workbook;
  private final int before;
  private boolean ended;
  private long number;
  private long line;

  // The row being read.
  private final List<String> cells = new ArrayList<>();
  private @Nullable RowFlaw flaw;
  private int length;

  private SheetRows(
      @Nullable XMLStreamReader xml,
      Workbook.@Nullable Parts parts,
      @Nullable Workbook workbook,
      int before) {
    this.before = before;
    this.xml = xml;
    this.parts = parts;
    this.workbook = workbook;
    this.ended = xml == null;
  }

  static SheetRows none() {
    return new SheetRows(null, null, null, 0);
  }

  /**
   * @param parts stand at the part of the sheet
   */
  static SheetRows of(Workbook.Parts parts, Workbook workbook, int before) throws IOException {
    try {
      return new SheetRows(Xml.reader(parts.content()), parts, workbook, before);
    } catch (XMLStreamException e) {
      throw new IOException("the sheet is damaged", e);
    }
  }

  /** How much of the packed file was read. */
  public long packedBytes() {
    return parts == null ? 0 : parts.packedBytes();
  }

  @Override
  public @Nullable SourceRow next() {
    XMLStreamReader sheet = xml;
    if (ended || sheet == null || workbook == null) {
      return null;
    }
    boolean within = false;
    try {
      while (sheet.hasNext()) {
        if (sheet.next() == XMLStreamReader.START_ELEMENT && sheet.getLocalName().equals("row")) {
          line = Xml.number(Xml.attribute(sheet, "r"), (int) line + 1);
          within = true;
          readCells(sheet, workbook);
          within = false;
          if (line > before && (flaw != null || isFilled())) {
            return row();
          }
        }
      }
    } catch (XMLStreamException e) {
      ended = true;
      cells.clear();
      line = within ? line : line + 1;
      flaw = RowFlaw.DAMAGED;
      return row();
    }
    ended = true;
    return null;
  }

  private boolean isFilled() {
    return cells.stream().anyMatch(cell -> !cell.isBlank());
  }

  private SourceRow row() {
    number++;
    boolean isBroken = flaw == RowFlaw.ROW_TOO_LONG || flaw == RowFlaw.TOO_MANY_CELLS;
    List<String> kept = isBroken ? List.of() : cells;
    return new SourceRow(
        number,
        line,
        kept,
        flaw,
        CsvFiles.line(cells),
        new SourcePosition(number, line + 1, packedBytes()));
  }

  private void readCells(XMLStreamReader sheet, Workbook book) throws XMLStreamException {
    cells.clear();
    flaw = null;
    length = 0;
    while (sheet.hasNext()) {
      int event = sheet.next();
      if (event == XMLStreamReader.START_ELEMENT && sheet.getLocalName().equals("c")) {
        int column = column(Xml.attribute(sheet, "r"));
        put(column < 0 ? cells.size() : column, cell(sheet, book));
      } else if (event == XMLStreamReader.END_ELEMENT && sheet.getLocalName().equals("row")) {
        return;
      }
    }
  }

  private void put(int column, String text) {
    length += text.length();
    if (column >= MOST_CELLS) {
      flaw = text.isBlank() ? flaw : RowFlaw.TOO_MANY_CELLS;
    } else if (length > LONGEST_ROW) {
      flaw = RowFlaw.ROW_TOO_LONG;
    } else {
      while (cells.size() <= column) {
        cells.add("");
      }
      cells.set(column, text);
    }
  }

  private String cell(XMLStreamReader sheet, Workbook book) throws XMLStreamException {
    String type = Xml.attribute(sheet, "t", "n");
    int style = Xml.number(Xml.attribute(sheet, "s"), 0);
    String value = null;
    boolean calculated = false;
    while (true) {
      int event = sheet.next();
      if (event == XMLStreamReader.END_ELEMENT && sheet.getLocalName().equals("c")) {
        break;
      }
      if (event == XMLStreamReader.START_ELEMENT) {
        switch (sheet.getLocalName()) {
          case "v" -> value = Xml.text(sheet);
          case "is" -> value = Xml.richText(sheet);
          case "f" -> {
            calculated = true;
            Xml.text(sheet);
          }
          default -> {}
        }
      }
    }
    if (value == null || value.isEmpty()) {
      flaw = calculated && value == null ? RowFlaw.NOT_CALCULATED : flaw;
      return "";
    }
    return switch (type) {
      case "s" -> book.texts().get(Xml.number(value, -1));
      case "b" -> value.equals("1") ? "true" : "false";
      case "e" -> {
        flaw = RowFlaw.ERROR_VALUE;
        yield value;
      }
      case "n" -> book.styles().shown(value, style);
      default -> value;
    };
  }

  /** Of a reference such as {@code AB12}: counted from 0; -1 for none. */
  private static int column(@Nullable String reference) {
    int column = 0;
    int i = 0;
    while (reference != null && i < reference.length() && i < 4) {
      char c = Character.toUpperCase(reference.charAt(i));
      if (c < 'A' || c > 'Z') {
        break;
      }
      column = column * 26 + (c - 'A' + 1);
      i++;
    }
    return column - 1;
  }
}
