package dev.kith.crm.http.intake;

import com.google.common.base.Ascii;
import dev.kith.crm.application.intake.ImportProblem;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of an import that failed, with all that is wrong with each.
 *
 * @param kind what the rows are; null for leads
 * @param more rows that failed besides
 */
record ImportErrors(@Nullable RecordKind kind, List<ImportProblem> problems, long more) {

  static final ImportErrors NONE = new ImportErrors(null, List.of(), 0);

  private static final int SHOWN = 20;

  private static final int LONGEST_ROW = 160;

  static ImportErrors of(Visit visit, ImportView view, long failed) {
    return failed > 0
            && visit.crm().imports().problems(view.id(), RowFate.FAILED, 0, SHOWN)
                instanceof Outcome.Done<List<ImportProblem>>(var problems)
        ? new ImportErrors(
            view.kind(),
            problems,
            failed - problems.stream().map(ImportProblem::row).distinct().count())
        : NONE;
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
