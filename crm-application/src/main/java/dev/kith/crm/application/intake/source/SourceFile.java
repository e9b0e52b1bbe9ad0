package dev.kith.crm.application.intake.source;

import dev.kith.crm.application.intake.source.csv.CsvRows;
import dev.kith.crm.application.intake.source.packing.PackedRows;
import dev.kith.crm.application.intake.source.packing.SourceContent;
import dev.kith.crm.application.intake.source.packing.Unpacking;
import dev.kith.crm.application.intake.source.record.NdjsonRows;
import dev.kith.crm.application.intake.source.record.VCardRows;
import dev.kith.crm.application.intake.source.table.TableRows;
import dev.kith.crm.application.intake.source.workbook.SheetRows;
import dev.kith.crm.application.intake.source.workbook.Workbook;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Ndjson;
import dev.kith.crm.domain.intake.source.FileFormat.VCard;
import dev.kith.crm.domain.intake.source.FileFormat.Xlsx;
import dev.kith.crm.domain.intake.source.SourcePosition;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file whose format is known. */
public final class SourceFile {

  private final SourceContent content;
  private final FileFormat format;

  public SourceFile(SourceContent content, FileFormat format) {
    this.content = content;
    this.format = format;
  }

  /**
   * The rows of data.
   *
   * @param header whether the first rows name the columns
   */
  public SourceRows data(HeaderRow header) {
    return dataFrom(SourcePosition.BEGINNING, header);
  }

  /** The rows of data behind a position that one of them named as its next. */
  public SourceRows dataFrom(SourcePosition position, HeaderRow header) {
    if (header != HeaderRow.PRESENT || format.headerRows() == 0) {
      return rowsFrom(position);
    }
    SourceRows fromBeginning = rows();
    SourceRow names = fromBeginning.next();
    for (int i = 1; i < format.headerRows() && names != null; i++) {
      names = fromBeginning.next();
    }
    SourceRows rows =
        position.equals(SourcePosition.BEGINNING) ? fromBeginning : rowsFrom(position);
    return names == null ? rows : new TableRows(rows, names.cells(), position);
  }

  /** All rows, those of the header among them. */
  SourceRows rows() {
    return rowsFrom(SourcePosition.BEGINNING);
  }

  private SourceRows rowsFrom(SourcePosition position) {
    try {
      return format.gzip() || format instanceof Xlsx
          ? packedFrom(position)
          : textRows(content.from(position.offset()), position);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SourceRows packedFrom(SourcePosition position) throws IOException {
    if (format instanceof Xlsx xlsx) {
      SheetRows rows = Workbook.rows(unpacked(), xlsx.sheet(), xlsx.preamble());
      return new PackedRows(rows, rows::packedBytes, position);
    }
    Unpacking unpacked = Unpacking.ofGzip(content.from(0));
    return new PackedRows(
        textRows(unpacked, SourcePosition.BEGINNING), unpacked::packedBytes, position);
  }

  private SourceContent unpacked() {
    return format.gzip() ? Unpacking.unpacked(content) : content;
  }

  private SourceRows textRows(InputStream in, SourcePosition position) {
    return switch (format) {
      case Csv csv -> CsvRows.of(in, csv, position);
      case Ndjson json -> new NdjsonRows(in, json, position);
      case VCard card -> new VCardRows(in, card, position);
      case Xlsx xlsx -> throw new IllegalArgumentException("a workbook is no text");
    };
  }

  /**
   * The cells of a row as it stood in a file; the text itself, where it cannot be cut into cells.
   */
  public static List<String> cellsOf(FileFormat format, String original) {
    byte[] bytes = original.getBytes(StandardCharsets.UTF_8);
    FileFormat ofOneRow =
        switch (format) {
          case Csv csv -> csv.ofOneRow();
          case Xlsx xlsx -> Csv.STANDARD;
          case Ndjson json -> new Ndjson(Encoding.UTF_8, json.columns(), false);
          case VCard card -> new VCard(Encoding.UTF_8, card.columns(), false);
        };
    SourceRow row =
        new SourceFile(offset -> new ByteArrayInputStream(bytes), ofOneRow).rows().next();
    return row == null || row.cells().isEmpty() ? List.of(original) : row.cells();
  }
}
