package dev.kith.crm.application.intake.source;

import dev.kith.crm.application.intake.source.FileAnalysis.Analysis;
import dev.kith.crm.application.intake.source.packing.SourceContent;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.SourcePosition;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import dev.kith.crm.domain.shared.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small file for tests, read the way that an upload is. */
record Source(byte[] bytes) {

  static Source of(String text) {
    return new Source(text.getBytes(StandardCharsets.UTF_8));
  }

  private SourceContent content() {
    return offset -> new ByteArrayInputStream(bytes, Math.toIntExact(offset), bytes.length);
  }

  Outcome<Analysis> looked() {
    try {
      return FileAnalysis.of(content());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Analysis analysis() {
    return looked().orElseThrow();
  }

  Analysis declared(@Nullable Encoding encoding, HeaderRow header) {
    try {
      return FileAnalysis.of(content(), new Declared(bytes.length, encoding, header)).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<SourceRow> rows() {
    return rowsFrom(SourcePosition.BEGINNING);
  }

  List<SourceRow> rowsFrom(SourcePosition position) {
    Analysis found = analysis();
    SourceRows source =
        new SourceFile(content(), found.format()).dataFrom(position, found.header());
    List<SourceRow> rows = new ArrayList<>();
    SourceRow row = source.next();
    while (row != null) {
      rows.add(row);
      row = source.next();
    }
    return rows;
  }
}
