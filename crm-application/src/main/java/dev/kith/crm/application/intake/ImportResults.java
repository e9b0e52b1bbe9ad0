package dev.kith.crm.application.intake;

import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RowFate;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What became of the rows of an import, and before that what would: as lists and as files. */
record ImportResults(ImportStore store, ImportSight sight) {

  long errors(Import found, Consumer<ImportProblem> each) {
    return counted(found, shown(found), each);
  }

  long errorsAsCsv(Import found, OutputStream to) {
    ErrorsFile file = new ErrorsFile(found, to);
    eachProblem(found, shown(found), file::write);
    return file.finish();
  }

  List<ImportedRow> rows(Import found, @Nullable RowFate fate, long after, int limit) {
    List<ImportedRow> rows =
        fate == RowFate.REVIEW && shown(found) == ImportPhase.RUN
            ? store.putAside(found.id(), false, after, limit)
            : store.rows(found.id(), shown(found), fate, after, limit);
    return rows.stream().map(row -> sight.seen(found, row)).toList();
  }

  List<ImportProblem> problems(Import found, RowFate fate, long after, int limit) {
    ImportPhase phase = fate == RowFate.KEPT ? ImportPhase.REVERT : shown(found);
    return store.problems(found.id(), phase, fate, after, limit).stream()
        .map(problem -> sight.seen(found, problem))
        .toList();
  }

  long kept(Import found, Consumer<ImportProblem> each) {
    return counted(found, ImportPhase.REVERT, each);
  }

  long keptAsCsv(Import found, OutputStream to) {
    KeptFile file = new KeptFile(found, to);
    eachProblem(found, ImportPhase.REVERT, file::write);
    return file.finish();
  }

  private long counted(Import found, ImportPhase phase, Consumer<ImportProblem> each) {
    long[] count = {0};
    eachProblem(
        found,
        phase,
        problem -> {
          count[0]++;
          each.accept(problem);
        });
    return count[0];
  }

  private void eachProblem(Import found, ImportPhase phase, Consumer<ImportProblem> each) {
    store.eachProblem(found.id(), phase, problem -> each.accept(sight.seen(found, problem)));
  }

  private static ImportPhase shown(Import found) {
    return switch (found.status()) {
      case ImportStatus.Uploaded s -> ImportPhase.CHECK;
      case ImportStatus.Checking s -> ImportPhase.CHECK;
      case ImportStatus.Checked s -> ImportPhase.CHECK;
      case ImportStatus.Failed s when s.during() == ImportPhase.CHECK -> ImportPhase.CHECK;
      default -> ImportPhase.RUN;
    };
  }
}
