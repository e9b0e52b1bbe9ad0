package dev.kith.crm.application.intake;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.intake.RowFate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps imports, their files in pieces, how far each has come, and what became of their rows. The
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

  /** How far these imports, or their checks, have come; one that has not begun is missing. */
  Map<ImportId, Kept> progress(Collection<ImportId> ids, ImportPhase phase);

  /**
   * Saves how far an import or its check has come, and what is kept of the rows that were done
   * since.
   *
   * @param before what was saved last; {@link ImportProgress#NONE} at the beginning
   * @throws IllegalStateException if something else was saved: somebody else is at work on the
   *     import
   */
  void advance(
      ImportId id,
      ImportPhase phase,
      ImportProgress before,
      ImportProgress after,
      Instant at,
      ImportStep step);

  /** Which of these keys earlier rows have claimed, and the number of the row that has each. */
  Map<String, Long> claimed(ImportId id, ImportPhase phase, Collection<String> keys);

  /** Forgets claims, at most so many; answers how many. */
  int dropClaims(ImportId id, ImportPhase phase, int most);

  /** Forgets everything of a phase: how far it has come, its rows, problems and claims. */
  void dropPhase(ImportId id, ImportPhase phase);

  /** The problems of a phase in the order of the file; streamed. */
  void eachProblem(ImportId id, ImportPhase phase, Consumer<ImportProblem> visitor);

  /**
   * The problems of rows of one fate, in the order of the file; of each row all.
   *
   * @param after only rows behind this one; 0 for the first
   * @param limit the largest number of rows
   */
  List<ImportProblem> problems(ImportId id, ImportPhase phase, RowFate fate, long after, int limit);

  /**
   * Rows that created or changed leads, in the order of the file.
   *
   * @param fate only those; null for all
   * @param after only rows behind this one; 0 for the first
   */
  List<ImportedRow> rows(
      ImportId id, ImportPhase phase, @Nullable RowFate fate, long after, int limit);

  /**
   * Rows that created or changed records, the last of the file first.
   *
   * @param before only rows above this one; {@link Long#MAX_VALUE} from the last on
   */
  List<ImportedRow> rowsUpwards(ImportId id, ImportPhase phase, long before, int limit);

  /**
   * Rows that were put aside, in the order of the file.
   *
   * @param open whether only those on which nobody has decided
   * @param after only rows behind this one; 0 for the first
   */
  List<ImportedRow> putAside(ImportId id, boolean open, long after, int limit);

  /** Those of these rows on which nobody has decided. */
  List<ImportedRow> undecided(ImportId id, Collection<Long> rows);

  /** On how many rows somebody has decided what. */
  Map<ReviewDecision, Long> decided(ImportId id);

  /**
   * Keeps what somebody decided on rows.
   *
   * @param taken what of those that were taken has changed leads: they are rows of the import from
   *     now on
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if somebody else has decided
   *     on one of them; the run is then undone and repeated
   */
  void decide(
      ImportId id,
      Map<Long, ReviewDecision> decisions,
      List<ImportedRow> taken,
      UserId by,
      Instant at);

  /** An import that stays as it is until the end of the run: whoever wants to change it waits. */
  Optional<Import> findLocked(ImportId id);

  /** How far taking back has come; empty if it has not begun. */
  Optional<RevertProgress> revertProgress(ImportId id);

  /**
   * Saves how far taking back has come, and what stayed.
   *
   * @param before what was saved last; {@link RevertProgress#NONE} at the beginning
   * @throws IllegalStateException if something else was saved
   */
  void advanceRevert(
      ImportId id, RevertProgress before, RevertProgress after, List<ImportProblem> kept);

  /** Removes the import with all that belongs to it. */
  void delete(ImportId id);
}
