package dev.kith.crm.http.intake;

import com.google.common.base.Ascii;
import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Visit;
import java.util.List;

/**
 * The first rows of an import that failed, with all that is wrong with each.
 *
 * @param more rows that failed besides
 */
record ImportErrors(List<ImportProblem> problems, long more) {

  static final ImportErrors NONE = new ImportErrors(List.of(), 0);

  private static final int SHOWN = 20;

  private static final int LONGEST_ROW = 160;

  static ImportErrors of(Visit visit, ImportId id, long failed) {
    return failed > 0
            && visit.crm().imports().problems(id, RowFate.FAILED, 0, SHOWN)
                instanceof Outcome.Done<List<ImportProblem>>(var problems)
        ? new ImportErrors(
            problems, failed - problems.stream().map(ImportProblem::row).distinct().count())
        : NONE;
  }

  String label(ImportProblem problem) {
    return ImportTarget.named(problem.field()).map(ImportTarget::label).orElse("The row");
  }

  String beginning(ImportProblem problem) {
    return Ascii.truncate(problem.original(), LONGEST_ROW, "…");
  }
}
