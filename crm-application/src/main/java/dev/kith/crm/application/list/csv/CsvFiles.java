package dev.kith.crm.application.list.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How this CRM writes CSV: RFC 4180 in UTF-8. */
public final class CsvFiles {

  private CsvFiles() {}

  public static CsvWriter writer(OutputStream to) {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(to, StandardCharsets.UTF_8);
  }

  /** A row as it would stand in such a file, without a line break behind it. */
  public static String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      line.append(quoted(cell)).append(',');
    }
    return line.isEmpty() ? "" : line.substring(0, line.length() - 1);
  }

  private static String quoted(String cell) {
    boolean plain =
        cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ' ');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  public static void flush(CsvWriter csv) {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
