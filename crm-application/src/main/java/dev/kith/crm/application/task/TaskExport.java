package dev.kith.crm.application.task;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.shared.Outcome;
import java.io.OutputStream;
import java.util.List;

/** Takes lists of tasks out as files that spreadsheet programs can read. */
public interface TaskExport {

  /** Whether {@link #csv} would be refused, and if not, the columns that the file would have. */
  Outcome<List<String>> columns(ListQuery query);

  /**
   * Every task that the query finds, whatever its limit, as {@linkplain
   * dev.kith.crm.application.list.csv.CsvExport CSV}: the columns are {@link ListQuery#fields()} in
   * that order, or all. Needs {@code task:view} and {@code task:export}. A refusal comes before the
   * first byte. The stream is not closed.
   *
   * @param byteOrderMark whether to begin with one: Excel needs it to see that the file is UTF-8
   * @return how many tasks there were
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  Outcome<Long> csv(ListQuery query, boolean byteOrderMark, OutputStream to);
}
