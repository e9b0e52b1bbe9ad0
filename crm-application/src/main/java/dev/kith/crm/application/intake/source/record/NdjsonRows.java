package dev.kith.crm.application.intake.source.record;

import dev.kith.crm.application.intake.source.text.TextLines;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat.Ndjson;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourcePosition;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.intake.source.SourceRows;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON objects (RFC 8259), one on each line. A broken line is that row's flaw only. */
public final class NdjsonRows implements SourceRows {

  private static final int TRIED = 20;

  private final TextLines lines;
  private final List<String> columns;
  private long number;

  public NdjsonRows(InputStream in, Ndjson format, SourcePosition position) {
    this.lines = new TextLines(in, format.encoding(), position);
    this.columns = format.columns();
    this.number = position.rows();
  }

  /** Whether a file begins like an object, and has a sound one among its first lines. */
  public static boolean isBegunBy(InputStream head, Encoding encoding) {
    TextLines lines = new TextLines(head, encoding);
    int tried = 0;
    for (TextLines.Line line = lines.next(); line != null && tried < TRIED; line = lines.next()) {
      String text = line.text().strip();
      if (tried == 0 && !text.isEmpty() && text.charAt(0) != '{') {
        return false;
      }
      tried += text.isEmpty() ? 0 : 1;
      if (!text.isEmpty() && (line.tooLong() || JsonRecord.read(text) != null)) {
        return true;
      }
    }
    return false;
  }

  /** The names in the order in which they come up; at most a number of them. */
  public static List<String> columns(InputStream in, Encoding encoding, int most) {
    Set<String> names = new LinkedHashSet<>();
    TextLines lines = new TextLines(in, encoding);
    for (TextLines.Line line = lines.next();
        line != null && names.size() <= most;
        line = lines.next()) {
      Map<String, String> fields = JsonRecord.read(line.text());
      if (fields != null) {
        names.addAll(fields.keySet());
      }
    }
    return List.copyOf(names).subList(0, Math.min(names.size(), most + 1));
  }

  @Override
  public @Nullable SourceRow next() {
    for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
      if (!line.text().isBlank()) {
        number++;
        return row(line);
      }
    }
    return null;
  }

  private static @Nullable RowFlaw flaw(TextLines.Line line, @Nullable Map<String, String> fields) {
    if (line.tooLong()) {
      return RowFlaw.ROW_TOO_LONG;
    }
    if (!line.decodable()) {
      return RowFlaw.UNDECODABLE;
    }
    if (fields == null) {
      return RowFlaw.INVALID_JSON;
    }
    boolean hasNul = fields.values().stream().anyMatch(text -> text.indexOf('\0') >= 0);
    return hasNul ? RowFlaw.NUL_CHARACTER : null;
  }

  private SourceRow row(TextLines.Line line) {
    Map<String, String> fields = line.tooLong() ? null : JsonRecord.read(line.text());
    RowFlaw flaw = flaw(line, fields);
    List<String> cells =
        fields == null || flaw != null
            ? List.of()
            : columns.stream().map(name -> fields.getOrDefault(name, "")).toList();
    return new SourceRow(
        number,
        line.number(),
        cells,
        flaw,
        line.text(),
        new SourcePosition(number, line.number() + 1, line.end()));
  }
}
