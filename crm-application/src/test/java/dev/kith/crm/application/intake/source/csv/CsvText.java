package dev.kith.crm.application.intake.source.csv;

import dev.kith.crm.application.intake.source.text.EncodingCensus;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.SourceRow;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Small files for tests. */
public final class CsvText {

  private CsvText() {}

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<SourceRow> rows(byte[] file, Csv format) {
    CsvRows rows = CsvRows.of(new ByteArrayInputStream(file), format);
    List<SourceRow> found = new ArrayList<>();
    for (SourceRow row = rows.next(); row != null; row = rows.next()) {
      found.add(row);
    }
    return found;
  }

  static List<SourceRow> rows(String file) {
    return rows(bytes(file), Csv.STANDARD);
  }

  static List<List<String>> cells(String file) {
    return rows(file).stream().map(SourceRow::cells).toList();
  }

  static Csv detected(byte[] file) {
    EncodingCensus census = new EncodingCensus();
    census.add(file, file.length);
    Encoding encoding = census.result();
    return CsvDetection.formatOf(file, encoding);
  }

  static Csv detected(String file) {
    return detected(bytes(file));
  }
}
