package dev.kith.crm.application.list.csv;

import com.google.common.base.Joiner;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a list as CSV (RFC 4180, UTF-8, streamed): the first row names the fields by their codes,
 * the columns are {@link ListQuery#fields()} in that order, or all that there are. A cell that a
 * spreadsheet program could take for a formula gets an apostrophe in front, see {@link
 * FormulaGuard}.
 */
public final class CsvExport<V> {

  /** What is exported. */
  public interface Source<V> {

    /** What the actor may see. */
    FieldCatalogue<V> fields();

    /** Whether {@link #export} would be refused. */
    Outcome<ListQuery> exportable(ListQuery query);

    /** Everything that the query finds, one by one, and how many there were. */
    Outcome<Long> export(ListQuery query, Consumer<V> each);
  }

  private final Source<V> source;
  private final Function<@Nullable Object, String> cell;

  public CsvExport(Source<V> source) {
    this(source, CsvExport::usual);
  }

  /**
   * @param cell what a value reads like
   */
  public CsvExport(Source<V> source, Function<@Nullable Object, String> cell) {
    this.source = source;
    this.cell = cell;
  }

  /** What values of most kinds read like; nothing where there is none. */
  public static String usual(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Collection<?> many -> Joiner.on("; ").join(many);
      default -> value.toString();
    };
  }

  /** Whether {@link #write} would be refused, and if not, the columns that the file would have. */
  public Outcome<List<String>> columns(ListQuery query) {
    return source
        .exportable(query)
        .then(this::shown)
        .map(columns -> columns.stream().map(Field::name).toList());
  }

  /**
   * A refusal comes before the first byte. The stream is not closed.
   *
   * @param byteOrderMark whether to begin with one: Excel needs it to see that the file is UTF-8
   * @return how many there were
   * @throws UncheckedIOException if it cannot be written
   */
  public Outcome<Long> write(ListQuery query, boolean byteOrderMark, OutputStream to) {
    return shown(query)
        .then(columns -> {
          Sheet sheet = new Sheet(columns, byteOrderMark, to);
          return source.export(query, sheet::write).map(count -> sheet.finish(count));
        });
  }

  private Outcome<List<Field<V>>> shown(ListQuery query) {
    if (query.fields().isEmpty()) {
      return Outcome.done(List.copyOf(source.fields().fields()));
    }
    List<Field<V>> columns = new ArrayList<>();
    List<Violation> violations = new ArrayList<>();
    for (String name : query.fields()) {
      source
          .fields()
          .find(name)
          .ifPresentOrElse(
              columns::add,
              () ->
                  violations.add(
                      Violation.at(name, "unknown-field", "There is no field " + name + ".")));
    }
    return violations.isEmpty() ? Outcome.done(columns) : Outcome.refused(new Invalid(violations));
  }

  /**
   * The file as it grows. Nothing is written before the first record, or the end: until then the
   * export may be refused.
   */
  private final class Sheet {

    private final List<Field<V>> columns;
    private final boolean byteOrderMark;
    private final OutputStream to;
    private @Nullable CsvWriter csv;

    Sheet(List<Field<V>> columns, boolean byteOrderMark, OutputStream to) {
      this.columns = columns;
      this.byteOrderMark = byteOrderMark;
      this.to = to;
    }

    void write(V record) {
      List<String> cells = new ArrayList<>(columns.size());
      for (Field<V> column : columns) {
        cells.add(FormulaGuard.on(cell.apply(column.value().apply(record))));
      }
      begun().writeRecord(cells);
    }

    long finish(long count) {
      CsvFiles.flush(begun());
      return count;
    }

    private CsvWriter begun() {
      CsvWriter writer = csv;
      if (writer == null) {
        try {
          if (byteOrderMark) {
            to.write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        writer = CsvFiles.writer(to);
        csv = writer;
        writer.writeRecord(columns.stream().map(Field::name).toList());
      }
      return writer;
    }
  }
}
