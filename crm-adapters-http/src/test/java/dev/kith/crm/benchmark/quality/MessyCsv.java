package dev.kith.crm.benchmark.quality;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import dev.kith.crm.application.intake.source.FileAnalysis;
import dev.kith.crm.application.intake.source.FileAnalysis.Analysis;
import dev.kith.crm.application.intake.source.SourceFile;
import dev.kith.crm.application.intake.source.packing.SourceContent;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import dev.kith.crm.domain.shared.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How well messy text files are read: each from its bytes only, by the way that an upload goes, and
 * compared with what should come out. Cells are trimmed; empty cells at the end of a row and empty
 * rows do not count. Record F1 is the overlap of rows, cell F1 that of the cells, exact means the
 * same rows in the same order; a file that is not read counts 0.
 *
 * <p>Where a file has no header, the labels call its columns {@code col_0} and so on; those names
 * stand for our own. Rows that were set aside as those of another table are not rows of this one.
 */
final class MessyCsv implements Part {

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public List<Figure> measure(Path data) throws IOException {
    Path folder = data.resolve("csv-import");
    List<Figure> figures = new ArrayList<>();
    figures.addAll(measured(folder, "polluted", "≥ 0.96", "none"));
    figures.addAll(measured(folder, "real", "≥ 0.985", "≥ 0.85"));
    Path spectrum = folder.resolve("spectrum");
    List<Path> files = files(spectrum.resolve("csv"));
    int right = 0;
    for (Path file : files) {
      right += Spectrum.isRight(file, spectrum.resolve("expected"), MessyCsv::read) ? 1 : 0;
    }
    figures.add(
        new Figure(
            "CSV spectrum, " + files.size() + " files",
            "right",
            Integer.toString(right),
            Integer.toString(files.size())));
    return figures;
  }

  private static List<Figure> measured(
      Path folder, String corpus, String recordAim, String exactAim) throws IOException {
    List<Path> files = files(folder.resolve(corpus).resolve("csv"));
    double record = 0;
    double cell = 0;
    double exact = 0;
    for (Path file : files) {
      List<List<String>> is = read(file);
      Path label = folder.resolve(corpus).resolve("clean").resolve(file.getFileName());
      List<List<String>> wanted = standard(label);
      double recordF1 = f1(is, wanted);
      record += recordF1;
      cell +=
          f1(
              is.stream().flatMap(List::stream).filter(c -> !c.isEmpty()).toList(),
              wanted.stream().flatMap(List::stream).filter(c -> !c.isEmpty()).toList());
      exact += is.equals(wanted) ? 1 : 0;
      if (recordF1 < 1) {
        System.err.printf("%s/%s: record F1 %.3f%n", corpus, file.getFileName(), recordF1);
      }
    }
    String data = "CSV " + corpus + ", " + files.size() + " files";
    return List.of(
        Figure.of(data, "record F1", record / files.size(), recordAim),
        Figure.of(data, "cell F1", cell / files.size(), "none"),
        Figure.of(data, "exact", exact / files.size(), exactAim));
  }

  /** The rows as an import of the file would have them, names first. */
  private static List<List<String>> read(Path file) throws IOException {
    SourceContent content = content(file);
    return switch (FileAnalysis.of(content)) {
      case Outcome.Refused<Analysis> nothing -> List.of();
      case Outcome.Done<Analysis>(var found) -> {
        List<List<String>> rows = new ArrayList<>();
        boolean named = found.header() != HeaderRow.NONE;
        rows.add(named ? found.firstRow() : unnamed(found.firstRow().size()));
        SourceRows source =
            new SourceFile(content, found.format())
                .data(named ? HeaderRow.PRESENT : HeaderRow.NONE);
        SourceRow row = source.next();
        while (row != null) {
          if (row.flaw() != RowFlaw.ANOTHER_TABLE && row.flaw() != RowFlaw.REPEATED_HEADER) {
            rows.add(row.cells().isEmpty() ? List.of(row.original()) : row.cells());
          }
          row = source.next();
        }
        yield normal(rows);
      }
    };
  }

  private static List<String> unnamed(int columns) {
    return IntStream.range(0, columns).mapToObj(i -> "col_" + i).toList();
  }

  /** A file that is written by the standard. */
  private static List<List<String>> standard(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    SourceRows source = new SourceFile(content(file), Csv.STANDARD).data(HeaderRow.NONE);
    SourceRow row = source.next();
    while (row != null) {
      rows.add(row.cells());
      row = source.next();
    }
    return normal(rows);
  }

  private static SourceContent content(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return offset -> new ByteArrayInputStream(bytes, Math.toIntExact(offset), bytes.length);
  }

  private static List<List<String>> normal(List<List<String>> rows) {
    return rows.stream().map(MessyCsv::normalRow).filter(r -> !r.isEmpty()).toList();
  }

  private static List<String> normalRow(List<String> row) {
    List<String> cells = new ArrayList<>(row.stream().map(String::strip).toList());
    while (!cells.isEmpty() && cells.getLast().isEmpty()) {
      cells.removeLast();
    }
    return cells;
  }

  private static <T> double f1(List<T> is, List<T> wanted) {
    if (is.isEmpty() && wanted.isEmpty()) {
      return 1;
    }
    Multiset<T> some = HashMultiset.create(is);
    return 2.0
        * Multisets.intersection(some, HashMultiset.create(wanted)).size()
        / (is.size() + wanted.size());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
