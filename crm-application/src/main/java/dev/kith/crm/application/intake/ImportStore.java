package dev.kith.crm.application.intake;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportProgress;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps imports, their files in pieces, how far each has come, and the problems of their rows. The
 * pieces of a file are kept before the import itself, each in a run of its own, so that no
 * transaction waits for somebody's upload.
 */
public interface ImportStore extends AggregateStore<ImportId, Import> {

  /** How far an import has come, and since when. */
  record Kept(ImportProgress progress, Instant at) {}

  /** Keeps a piece of a file, numbered from 0 without a gap. */
  void addPiece(ImportId id, int number, byte[] bytes, Instant now);

  /** A piece of a file; empty behind the last. */
  Optional<byte[]> piece(ImportId id, int number);

  /** Removes the pieces of an upload that came to nothing. */
  void dropPieces(ImportId id);

  /** Removes pieces that were kept before a moment and never got an import; answers how many. */
  int dropOrphanedPieces(Instant before);

  /**
   * Visible imports, newest first.
   *
   * @param after only those that come after this one in that order; null for the newest
   */
  List<Import> list(Visibility visible, @Nullable ImportId after, int limit);

  /** How far these imports have come; one that has not begun is missing. */
  Map<ImportId, Kept> progress(Collection<ImportId> ids);

  /**
   * Saves how far an import has come, and the problems of the rows that were done since.
   *
   * @param before what was saved last; {@link ImportProgress#NONE} at the beginning
   * @throws IllegalStateException if something else was saved: somebody else is at work on the
   *     import
   */
  void advance(
      ImportId id,
      ImportProgress before,
      ImportProgress after,
      Instant at,
      List<ImportProblem> problems);

  /** The problems of an import in the order of the file; streamed. */
  void eachProblem(ImportId id, Consumer<ImportProblem> visitor);

  /** Removes the import with all that belongs to it. */
  void delete(ImportId id);
}
