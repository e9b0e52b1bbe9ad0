package dev.kith.crm.http.intake;

import com.google.common.base.Ascii;
import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of an import that failed, or that stayed when it was taken back, with all that is
 * to be said of each.
 *
 * @param kind what the rows are; null for leads
 * @param more rows besides
 */
record ImportErrors(@Nullable RecordKind kind, List<ImportProblem> problems, long more) {

  static final ImportErrors NONE = new ImportErrors(null, List.of(), 0);

  private static final int SHOWN = 20;

  private static final int LONGEST_ROW = 160;

  static ImportErrors of(Visit visit, ImportView view, long failed) {
    return of(visit, view, RowFate.FAILED, failed);
  }

  static ImportErrors kept(Visit visit, ImportView view) {
    RevertProgress reverted = view.reverted();
    return of(visit, view, RowFate.KEPT, reverted == null ? 0 : reverted.kept());
  }

  private static ImportErrors of(Visit visit, ImportView view, RowFate fate, long all) {
    return all > 0
            && visit.crm().imports().problems(view.id(), fate, 0, SHOWN)
                instanceof Outcome.Done<List<ImportProblem>>(var problems)
        ? new ImportErrors(
            view.kind(),
            problems,
            all - problems.stream().map(ImportProblem::row).distinct().count())
        : NONE;
  }

  /** Where the record of a row that stayed is shown. */
  String record(ImportProblem problem) {
    return "/" + ImportWords.plural(kind) + "/" + problem.original();
  }

  String singular() {
    return ImportWords.singular(kind);
  }

  String label(ImportProblem problem) {
    return ImportTarget.named(
            kind == null ? problem.field() : kind.singular() + "." + problem.field())
        .map(ImportTarget::label)
        .map(label -> label.replaceAll(" \\(.*\\)$", ""))
        .orElse("The row");
  }

  String beginning(ImportProblem problem) {
    return Ascii.truncate(problem.original(), LONGEST_ROW, "…");
  }
}
