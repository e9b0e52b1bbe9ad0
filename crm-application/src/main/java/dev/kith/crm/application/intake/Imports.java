package dev.kith.crm.application.intake;

import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
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
   * import-file-too-large}, {@code import-file-kind-unknown}, {@code import-too-many-columns},
   * {@code import-file-damaged}, {@code import-unpacks-too-large}.
   *
   * @throws java.io.UncheckedIOException if the stream cannot be read to its end; nothing is kept
   *     then
   */
  default Outcome<ImportView> upload(String fileName, InputStream content) {
    return upload(fileName, content, Declared.NOTHING);
  }

  /**
   * The same, where something was said about the file: a length beyond what is allowed is refused
   * before anything is read; an encoding and a header are believed unless the bytes rule them out,
   * which the format then tells.
   */
  Outcome<ImportView> upload(String fileName, InputStream content, Declared declared);

  /** Reads the file in another way than was detected; the mapping is guessed anew. */
  Outcome<ImportView> reread(ImportId id, FileFormat format);

  /** Says what the columns mean, and what every row says besides. Refused with {@code invalid}. */
  Outcome<ImportView> map(ImportId id, ImportMapping mapping);

  /**
   * Says what happens to leads that are there already. Until then whoever has the address or the
   * external id of a lead is that lead, which stays as it is. A check from before does not count
   * any more.
   */
  Outcome<ImportView> follow(ImportId id, UpsertRules rules);

  /**
   * Lets a preset say what the columns mean, what every row says besides, and what happens to leads
   * that are there already. A file whose header has the names of a preset is read by it at once.
   * Refused with {@code not-found} (also of the preset), {@code preset-unfitting} and {@code
   * invalid}.
   */
  Outcome<ImportView> apply(ImportId id, MappingPresetId preset);

  /**
   * Keeps what is said of this file for the next one. Refused as {@link
   * dev.kith.crm.application.intake.preset.MappingPresets#save}.
   *
   * @param replaced the preset that says this from now on; null for a new one
   */
  Outcome<MappingPreset> saveAsPreset(
      ImportId id, @Nullable String name, @Nullable MappingPresetId replaced);

  /**
   * Lets a job read every row and count what would become of it, without anything being written to
   * leads. If nothing is changed until the import runs, exactly that becomes of the rows. Refused
   * as {@link #start}.
   */
  Outcome<ImportView> check(ImportId id);

  /**
   * Lets the import run as a job, in the name of the actor; one that failed or was paused goes on
   * behind the last row that is done. Changing leads needs {@code lead:edit} on them. Needs {@code
   * lead:create} as well. Refused with {@code invalid} (no column fills a field), {@code
   * import-header-undecided}.
   */
  Outcome<ImportView> start(ImportId id);

  /** Lets a running import rest after the rows under way. */
  Outcome<ImportView> pause(ImportId id);

  /** Lets a paused import go on with the next row, in the name of the actor. */
  Outcome<ImportView> resume(ImportId id);

  /** Stops the import, or its check. Leads that it has brought in stay, and can be taken back. */
  Outcome<ImportView> cancel(ImportId id);

  /**
   * Lets a job take back what the import has brought in: leads that it created are deleted unless
   * somebody has touched them since, fields that it changed are as they were, except where somebody
   * has changed them since. Needs {@code lead:edit} and {@code lead:delete}; leads that these do
   * not reach are kept.
   */
  Outcome<ImportView> revert(ImportId id);

  Outcome<ImportView> get(ImportId id);

  /**
   * Imports, newest first.
   *
   * @param after where the page before ended; null for the newest
   * @param limit at most {@value #LARGEST_LIST}
   */
  Outcome<List<ImportView>> list(@Nullable ImportId after, int limit);

  /**
   * Everything that kept rows from creating or changing leads, in the order of the file; streamed,
   * without a limit. Before the start it is what a check has found.
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
   * Rows that created or changed leads, in the order of the file, with what was changed. Before the
   * start it is a sample of what would be changed.
   *
   * @param fate only those; null for all
   * @param after only rows behind this one; 0 for the first
   * @param limit at most {@value #LARGEST_LIST}
   */
  Outcome<List<ImportedRow>> rows(ImportId id, @Nullable RowFate fate, long after, int limit);

  /**
   * Rows of one fate that created or changed nothing, a page of what {@link #errors} streams.
   *
   * @param after only rows behind this one; 0 for the first
   * @param limit the largest number of rows, at most {@value #LARGEST_LIST}
   */
  Outcome<List<ImportProblem>> problems(ImportId id, RowFate fate, long after, int limit);

  /** What stayed when the import was taken back, in the order of the file; streamed. */
  Outcome<Long> kept(ImportId id, Consumer<ImportProblem> each);

  /** The same as a CSV file, as {@link #errorsAsCsv}. */
  Outcome<Long> keptAsCsv(ImportId id, OutputStream to);

  /**
   * Removes the import with its file and its errors; its leads stay. Refused with {@code
   * import-running}.
   */
  Outcome<ImportId> delete(ImportId id);
}
