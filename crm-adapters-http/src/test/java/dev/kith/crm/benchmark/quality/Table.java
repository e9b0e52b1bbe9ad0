package dev.kith.crm.benchmark.quality;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file of labelled data: comma separated, with a line of headings. */
final class Table {

  private Table() {}

  static List<String> headings(Path file) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
      return reader.stream().findFirst().orElseThrow().getFields();
    }
  }

  /** The rows below the headings. */
  static List<List<String>> rows(Path file) throws IOException {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
      return reader.stream().skip(1).map(CsvRecord::getFields).toList();
    }
  }
}
