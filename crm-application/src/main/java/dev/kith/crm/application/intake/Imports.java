package dev.kith.crm.application.intake;

import dev.kith.crm.domain.intake.CsvFormat;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.shared.Outcome;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with files of leads. Looking at imports needs {@code import:view}, everything
 * else {@code import:create}.
 *
 * <p>Each can be refused with {@code forbidden}, those on an import also with {@code not-found};
 * the steps of its life with {@code stale-version} and {@code invalid-transition}. What else is
 * possible stands at the method.
 */
public interface Imports {

  /** What an import's file may have at most, unless the CRM is set up otherwise. */
  long USUAL_LARGEST_FILE = 512L * 1024 * 1024;

  int LARGEST_LIST = 200;

  /**
   * Keeps the file and looks at its beginning: how it is written, which columns it has, and what
   * they probably mean. The stream is read to its end in pieces, whatever its length, and not
   * closed. Refused with {@code invalid} (the name), {@code import-file-empty}, {@code
   * import-file-too-large}, {@code import-file-not-text}, {@code import-too-many-columns}.
   *
   * @throws java.io.UncheckedIOException if the stream cannot be read to its end; nothing is kept
   *     then
   */
  Outcome<ImportView> upload(String fileName, InputStream content);

  /** Reads the file in another way than was detected; the mapping is guessed anew. */
  Outcome<ImportView> reread(ImportId id, CsvFormat format);

  /** Says what the columns mean. Refused with {@code invalid}. */
  Outcome<ImportView> map(ImportId id, ImportMapping mapping);

  /**
   * Lets the import run as a job, in the name of the actor; one that failed goes on behind the last
   * row that is done. Needs {@code lead:create} as well. Refused with {@code invalid} (no column
   * fills a field), {@code import-header-undecided}.
   */
  Outcome<ImportView> start(ImportId id);

  /** Stops the import. Leads that it has brought in stay. */
  Outcome<ImportView> cancel(ImportId id);

  Outcome<ImportView> get(ImportId id);

  /**
   * Imports, newest first.
   *
   * @param after where the page before ended; null for the newest
   * @param limit at most {@value #LARGEST_LIST}
   */
  Outcome<List<ImportView>> list(@Nullable ImportId after, int limit);

  /**
   * Everything that kept rows from becoming leads, in the order of the file; streamed, without a
   * limit.
   *
   * @return how many problems there were
   */
  Outcome<Long> errors(ImportId id, Consumer<ImportProblem> each);

  /**
   * The same as a CSV file (UTF-8): the columns of the original, so that it can be mended and
   * imported again, then the line, the field, the code and the reason. A refusal comes before the
   * first byte. The stream is not closed.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  Outcome<Long> errorsAsCsv(ImportId id, OutputStream to);

  /**
   * Removes the import with its file and its errors; its leads stay. Refused with {@code
   * import-running}.
   */
  Outcome<ImportId> delete(ImportId id);
}
