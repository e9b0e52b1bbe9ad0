package dev.kith.crm.application.intake.source;

import dev.kith.crm.application.intake.source.csv.CsvDetection;
import dev.kith.crm.application.intake.source.packing.SourceContent;
import dev.kith.crm.application.intake.source.packing.TooMuchUnpackedException;
import dev.kith.crm.application.intake.source.packing.Unpacking;
import dev.kith.crm.application.intake.source.record.NdjsonRows;
import dev.kith.crm.application.intake.source.record.VCardRows;
import dev.kith.crm.application.intake.source.table.TableLayout;
import dev.kith.crm.application.intake.source.text.EncodingCensus;
import dev.kith.crm.application.intake.source.workbook.Workbook;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.IntakeRefusal;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Ndjson;
import dev.kith.crm.domain.intake.source.FileFormat.VCard;
import dev.kith.crm.domain.intake.source.FileFormat.Xlsx;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import dev.kith.crm.domain.shared.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Finds out of what kind a file is, how it is written, and what its columns are called. */
public final class FileAnalysis {

  /** How much of the beginning tells the kind, the marks and the columns. */
  private static final int HEAD = 1 << 16;

  private static final int SAMPLED = 300;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private static final int KINDS_OF_NO_TEXT = 8;

  /** How files begin that are sometimes taken for tables: older workbooks, PDF, empty archives. */
  private static final List<byte[]> OTHERS =
      List.of(
          new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0},
          new byte[] {'%', 'P', 'D', 'F'},
          new byte[] {'P', 'K', 5, 6});

  /**
   * What a file turned out to be.
   *
   * @param header whether its first rows name the columns, as far as the table itself tells
   * @param firstRow the names of the columns where it has a header, otherwise the first row of data
   */
  public record Analysis(FileFormat format, HeaderRow header, List<String> firstRow) {
    public Analysis {
      firstRow = List.copyOf(firstRow);
    }
  }

  private final SourceContent packed;
  private final SourceContent content;
  private final boolean gzip;
  private final Declared declared;
  private final byte[] head;

  private FileAnalysis(SourceContent packed, boolean gzip, Declared declared) throws IOException {
    this.packed = packed;
    this.declared = declared;
    this.gzip = gzip;
    this.content = gzip ? Unpacking.unpacked(packed) : packed;
    try (InputStream in = content.from(0)) {
      this.head = in.readNBytes(HEAD + 1);
    }
  }

  /** How a file is written, and what its first row says. */
  public static Outcome<Analysis> of(SourceContent content) throws IOException {
    return of(content, Declared.NOTHING);
  }

  /** The same, where something was declared: it counts unless the file rules it out. */
  public static Outcome<Analysis> of(SourceContent content, Declared declared) throws IOException {
    FileAnalysis plain = new FileAnalysis(content, false, declared);
    boolean isPacked = plain.startsWith(GZIP) || plain.startsWith(ZIP);
    try {
      return plain.startsWith(GZIP)
          ? new FileAnalysis(content, true, declared).result()
          : plain.result();
    } catch (TooMuchUnpackedException e) {
      return Outcome.refused(new IntakeRefusal.UnpacksTooLarge());
    } catch (IOException e) {
      if (!isPacked) {
        throw e;
      }
      return Outcome.refused(new IntakeRefusal.FileDamaged());
    }
  }

  private Outcome<Analysis> result() throws IOException {
    if (startsWith(ZIP)) {
      Workbook workbook = Workbook.of(content.from(0));
      return workbook == null
          ? Outcome.refused(new IntakeRefusal.FileKindUnknown())
          : ofWorkbook(workbook.sheets());
    }
    if (startsWith(GZIP) || OTHERS.stream().anyMatch(this::startsWith)) {
      return Outcome.refused(new IntakeRefusal.FileKindUnknown());
    }
    Encoding encoding = encoding();
    if (encoding.unit() == 1 && isNoText()) {
      return Outcome.refused(new IntakeRefusal.FileKindUnknown());
    }
    if (VCardRows.isBegunBy(new ByteArrayInputStream(head), encoding)) {
      List<String> columns = VCardRows.columns(content.from(0), encoding);
      return ofRecords(new VCard(encoding, columns, gzip), columns);
    }
    if (NdjsonRows.isBegunBy(new ByteArrayInputStream(head), encoding)) {
      List<String> columns = NdjsonRows.columns(content.from(0), encoding, Import.MOST_COLUMNS);
      return ofRecords(new Ndjson(encoding, columns, gzip), columns);
    }
    return ofCsv(encoding);
  }

  /**
   * Pictures, music and what is enciphered hold all control characters, and many of them: of chance
   * bytes every tenth is one. A table may use one or a few of them as its marks.
   */
  private boolean isNoText() {
    BitSet kinds = new BitSet();
    int count = 0;
    for (byte b : head) {
      if (b > 0 && b < ' ' && !Character.isWhitespace(b)) {
        kinds.set(b);
        count++;
      }
    }
    return kinds.cardinality() >= KINDS_OF_NO_TEXT && count > head.length / 20;
  }

  /** Looks at every byte, which also proves that all of it can be unpacked. */
  private Encoding encoding() throws IOException {
    EncodingCensus census = new EncodingCensus();
    try (InputStream in = content.from(0)) {
      byte[] buffer = new byte[HEAD];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        census.add(buffer, count);
      }
    }
    return census.result(declared.encoding());
  }

  private static Outcome<Analysis> ofRecords(FileFormat format, List<String> columns) {
    if (columns.isEmpty()) {
      return Outcome.refused(new IntakeRefusal.FileEmpty());
    }
    return checked(columns).map(names -> new Analysis(format, HeaderRow.PRESENT, names));
  }

  private Outcome<Analysis> ofCsv(Encoding encoding) {
    byte[] lines = wholeLines();
    boolean otherwise = declared.encoding() != null && declared.encoding() != encoding;
    Csv marks = CsvDetection.formatOf(lines, encoding).packed(gzip).declaredOtherwise(otherwise);
    List<SourceRow> rows = CsvDetection.rowsOf(lines, marks);
    if (rows.isEmpty()) {
      return Outcome.refused(new IntakeRefusal.FileEmpty());
    }
    TableLayout layout = TableLayout.of(rows.stream().map(SourceRow::cells).toList());
    Csv format = marks.startingAfter(linesBefore(rows, layout), layout.headerRows());
    HeaderRow header =
        declared.header() == HeaderRow.UNDECIDED ? layout.header() : declared.header();
    return firstRow(packed, format).map(row -> new Analysis(format, header, row));
  }

  /** The first sheet that has rows; one that is empty if all are. */
  private Outcome<Analysis> ofWorkbook(List<String> sheets) {
    for (String sheet : sheets) {
      Xlsx whole = new Xlsx(sheet, sheets, 0, 1, gzip);
      List<SourceRow> rows = sample(packed, whole);
      if (!rows.isEmpty()) {
        TableLayout layout = TableLayout.of(padded(rows));
        Xlsx format = whole.startingAfter(linesBefore(rows, layout), layout.headerRows());
        return firstRow(packed, format).map(row -> new Analysis(format, layout.header(), row));
      }
    }
    return Outcome.refused(new IntakeRefusal.FileEmpty());
  }

  private static List<SourceRow> sample(SourceContent content, FileFormat format) {
    List<SourceRow> rows = new ArrayList<>();
    SourceRows source = new SourceFile(content, format).rows();
    for (SourceRow row = source.next(); row != null && rows.size() < SAMPLED; row = source.next()) {
      rows.add(row);
    }
    return rows;
  }

  private static List<List<String>> padded(List<SourceRow> rows) {
    int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    return rows.stream().map(row -> padded(row.cells(), width)).toList();
  }

  private static List<String> padded(List<String> cells, int width) {
    List<String> padded = new ArrayList<>(cells);
    while (padded.size() < width) {
      padded.add("");
    }
    return padded;
  }

  private static int linesBefore(List<SourceRow> rows, TableLayout layout) {
    int line = layout.before() == 0 ? 0 : (int) rows.get(layout.before()).line() - 1;
    return Math.min(line, FileFormat.LONGEST_PREAMBLE);
  }

  /** The same of a file that is read in a way that somebody has decided. */
  public static Outcome<Analysis> of(SourceContent content, FileFormat format) {
    return firstRow(content, format)
        .map(row ->
            new Analysis(
                format,
                format.headerRows() == 0
                    ? HeaderRow.PRESENT
                    : TableLayout.of(padded(sample(content, format))).header(),
                row));
  }

  /** What the first rows say: the names of the columns, if the file has a header. */
  private static Outcome<List<String>> firstRow(SourceContent content, FileFormat format) {
    return switch (format) {
      case Ndjson json -> checked(json.columns());
      case VCard card -> checked(card.columns());
      case Csv csv -> namesOf(content, csv);
      case Xlsx xlsx -> namesOf(content, xlsx);
    };
  }

  private static Outcome<List<String>> namesOf(SourceContent content, FileFormat format) {
    SourceRows rows = new SourceFile(content, format).rows();
    SourceRow first = rows.next();
    if (first == null) {
      return Outcome.refused(new IntakeRefusal.FileEmpty());
    }
    if (first.flaw() == RowFlaw.TOO_MANY_CELLS) {
      return Outcome.refused(new IntakeRefusal.TooManyColumns(Import.MOST_COLUMNS));
    }
    if (first.flaw() == RowFlaw.ROW_TOO_LONG) {
      // Names have an end: a first line without one is very many of them, or no table at all.
      boolean hasColumns = format instanceof Csv csv && first.original().contains(csv.delimiter());
      return Outcome.refused(
          hasColumns
              ? new IntakeRefusal.TooManyColumns(Import.MOST_COLUMNS)
              : new IntakeRefusal.FileKindUnknown());
    }
    List<String> names = ColumnNames.of(first);
    for (int i = 1; i < format.headerRows(); i++) {
      SourceRow further = rows.next();
      names = further == null ? names : ColumnNames.joined(names, ColumnNames.of(further));
    }
    return checked(names);
  }

  private static Outcome<List<String>> checked(List<String> names) {
    return names.size() > Import.MOST_COLUMNS
        ? Outcome.refused(new IntakeRefusal.TooManyColumns(Import.MOST_COLUMNS))
        : Outcome.done(names);
  }

  private byte[] wholeLines() {
    if (head.length <= HEAD) {
      return head;
    }
    int end = HEAD;
    while (end > HEAD / 2 && head[end - 1] != '\n' && head[end - 1] != '\r') {
      end--;
    }
    // A line feed of UTF-16LE is followed by a zero that belongs to it; an odd length would cut it
    // off.
    return Arrays.copyOf(head, end + (end & 1));
  }

  private boolean startsWith(byte[] mark) {
    return head.length >= mark.length && Arrays.equals(mark, 0, mark.length, head, 0, mark.length);
  }
}
