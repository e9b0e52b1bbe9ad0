package dev.kith.crm.http.intake;

import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.application.intake.review.ImportReviews;
import dev.kith.crm.application.intake.review.ImportReviews.Answer;
import dev.kith.crm.application.intake.review.ImportReviews.Answers;
import dev.kith.crm.application.intake.review.ImportReviews.Counts;
import dev.kith.crm.application.intake.review.ImportReviews.Decision;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of an import that would change records, side by side with what the records say. */
public final class ReviewPages {

  static final int LISTED = 20;
  private static final String LATER = "LATER";

  private ReviewPages() {}

  /**
   * @param names what the rows name by ids
   * @param problems of rows that could not be decided on, by row
   * @param next the address of the page after this; null on the last
   */
  record Review(
      ImportView view,
      Counts counts,
      List<Row> rows,
      RowNames names,
      Map<Long, List<String>> problems,
      boolean mayDecide,
      @Nullable String next) {

    /** What one of the rows is. */
    String singular() {
      return ImportWords.singular(view.kind());
    }

    /** Where the record of a row is shown. */
    String path(Row row) {
      return "/" + ImportWords.plural(view.kind()) + "/" + row.found().record();
    }

    String label(FieldChange change) {
      return ImportWords.field(view.kind(), change);
    }

    String said(FieldChange change, @Nullable String value) {
      return names.said(change, value);
    }

    List<String> problems(Row row) {
      return problems.getOrDefault(row.found().row(), List.of());
    }
  }

  /**
   * @param name of the record; empty where it is not there any more
   */
  record Row(ImportedRow found, String name) {}

  public static void addTo(PageRoutes routes) {
    routes.get("/imports/{id}/review", visit -> onImport(visit, view -> show(visit, view, NONE)));
    routes.post("/imports/{id}/review", visit -> onImport(visit, view -> decide(visit, view)));
  }

  private static final Answers NONE = new Answers(List.of());

  private static void decide(Visit visit, ImportView view) {
    List<Decision> decisions = new ArrayList<>();
    String all = visit.form("do");
    visit.form().keySet().stream()
        .filter(name -> name.startsWith("row."))
        .sorted()
        .forEach(name ->
            number(name.substring(4))
                .ifPresent(row -> {
                  String said = all.equals("decide") || all.isEmpty() ? visit.form(name) : all;
                  Set<String> fields = fields(visit, row);
                  if (all.equals(ReviewDecision.TAKEN.name())) {
                    decisions.add(new Decision(row, ReviewDecision.TAKEN, Set.of()));
                  } else if (said.equals(ReviewDecision.TAKEN.name()) && !fields.isEmpty()) {
                    decisions.add(new Decision(row, ReviewDecision.TAKEN, fields));
                  } else if (!said.equals(LATER)) {
                    decisions.add(new Decision(row, ReviewDecision.KEPT, Set.of()));
                  }
                }));
    if (decisions.isEmpty()) {
      visit.go(path(view));
      return;
    }
    switch (visit.crm().importReviews().decide(view.id(), decisions)) {
      case Outcome.Refused<Answers>(var refusal) -> visit.refuse(refusal);
      case Outcome.Done<Answers>(var answers) -> {
        if (answers.answers().stream().allMatch(answer -> answer.problems().isEmpty())) {
          visit.go(path(view), Notice.IMPORT_REVIEWED);
        } else {
          show(visit, view, answers);
        }
      }
    }
  }

  /** The ticked ones; to take a row with none of them is to leave its lead as it is. */
  private static Set<String> fields(Visit visit, long row) {
    String prefix = "field." + row + ".";
    return visit.form().keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static void show(Visit visit, ImportView view, Answers answers) {
    ImportReviews reviews = visit.crm().importReviews();
    long after = number(visit.query("after")).orElse(0L);
    visit.with(
        reviews
            .open(view.id(), after, LISTED + 1)
            .then(rows ->
                reviews.counts(view.id()).map(counts -> page(visit, view, counts, rows, answers))),
        page ->
            visit.show(
                answers.answers().isEmpty() ? 200 : 422,
                "intake/review.jte",
                "Review",
                Section.IMPORTS,
                page));
  }

  private static Review page(
      Visit visit, ImportView view, Counts counts, List<ImportedRow> rows, Answers answers) {
    List<ImportedRow> shown = rows.stream().limit(LISTED).toList();
    Map<Long, List<String>> problems = new HashMap<>();
    for (Answer answer : answers.answers()) {
      problems.put(answer.row(), answer.problems().stream().map(p -> p.message()).toList());
    }
    return new Review(
        view,
        counts,
        ReviewedNames.of(visit, view.kind(), shown),
        RowNames.of(visit.crm(), shown),
        problems,
        visit.actor().may(new Permission(Feature.IMPORT, Action.CREATE)),
        rows.size() > LISTED ? path(view) + "?after=" + shown.getLast().row() : null);
  }

  private static void onImport(Visit visit, Consumer<ImportView> next) {
    visit.on(ImportId::new, visit.crm().imports()::get, next);
  }

  private static String path(ImportView view) {
    return "/imports/" + view.id() + "/review";
  }
}
