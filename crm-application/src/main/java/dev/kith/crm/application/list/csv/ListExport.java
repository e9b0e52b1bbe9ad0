package dev.kith.crm.application.list.csv;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.shared.Outcome;
import java.io.OutputStream;
import java.util.List;

/** Takes a list out as a file that spreadsheet programs can read. */
public interface ListExport {

  /** Whether {@link #csv} would be refused, and if not, the columns that the file would have. */
  Outcome<List<String>> columns(ListQuery query);

  /**
   * Everything that the query finds, whatever its limit, as {@linkplain CsvExport CSV}: the columns
   * are {@link ListQuery#fields()} in that order, or all that the actor may see. Needs the
   * permissions to view and to export; what the actor may see but not export is left out. Who
   * exported how many is written to the audit trail. A refusal comes before the first byte. The
   * stream is not closed.
   *
   * @param byteOrderMark whether to begin with one: Excel needs it to see that the file is UTF-8
   * @return how many records there were
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  Outcome<Long> csv(ListQuery query, boolean byteOrderMark, OutputStream to);
}
