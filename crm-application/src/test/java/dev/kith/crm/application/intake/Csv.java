package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.CsvRows.Row;
import dev.kith.crm.domain.intake.CsvFormat;
import dev.kith.crm.domain.intake.Encoding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Small files for tests. */
final class Csv {

  private Csv() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static List<Row> rows(byte[] file, CsvFormat format) {
    CsvRows rows = new CsvRows(new ByteArrayInputStream(file), format);
    List<Row> found = new ArrayList<>();
    for (Row row = rows.next(); row != null; row = rows.next()) {
      found.add(row);
    }
    return found;
  }

  static List<Row> rows(String file) {
    return rows(bytes(file), CsvFormat.STANDARD);
  }

  static List<List<String>> cells(String file) {
    return rows(file).stream().map(Row::cells).toList();
  }

  static CsvFormat detected(byte[] file) {
    EncodingCensus census = new EncodingCensus();
    census.add(file, file.length);
    Encoding encoding = census.result();
    return CsvDetection.formatOf(file, encoding);
  }

  static CsvFormat detected(String file) {
    return detected(bytes(file));
  }
}
