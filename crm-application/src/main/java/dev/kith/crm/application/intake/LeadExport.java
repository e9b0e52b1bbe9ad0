package dev.kith.crm.application.intake;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.csv.ListExport;
import dev.kith.crm.domain.shared.Outcome;
import java.io.OutputStream;

/** Takes lists of leads out as files that spreadsheet programs, and {@link Imports}, can read. */
public interface LeadExport extends ListExport {

  /**
   * Every lead that the query finds, whatever its limit, as CSV (RFC 4180, UTF-8, streamed): the
   * first row names the fields by their codes, the columns are {@link ListQuery#fields()} in that
   * order, or all that the actor may see. Needs {@code lead:view} and {@code lead:export}. A
   * refusal comes before the first byte. The stream is not closed.
   *
   * <p>A cell that a spreadsheet program could take for a formula (it begins with {@code = + - @},
   * a tab, a carriage return or an apostrophe) gets an apostrophe in front. The import takes it
   * away again, so that what was exported comes back as it was.
   *
   * @param byteOrderMark whether to begin with one: Excel needs it to see that the file is UTF-8
   * @return how many leads there were
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  @Override
  Outcome<Long> csv(ListQuery query, boolean byteOrderMark, OutputStream to);
}
