package dev.kith.crm.http.opportunity;

import dev.kith.crm.application.opportunity.LinesView;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Map;

/** Writes down what an opportunity is made up of, on its page. */
final class LinePages {

  private LinePages() {}

  static void addTo(PageRoutes routes) {
    routes.post(
        "/opportunities/{id}/lines",
        visit -> OpportunityPages.onOpportunity(visit, found -> save(visit, found)));
  }

  private static void save(Visit visit, OpportunityView found) {
    List<LinesCard.Row> rows = LinesCard.sent(visit);
    boolean setting = visit.form("settingAmount").equals("true");
    long version = visit.number("version").orElse(0L);
    Outcome<LinesView> saved =
        visit
            .crm()
            .expecting(version)
            .opportunityLines()
            .replace(
                found.id(),
                new LinesDraft(null, setting, rows.stream().map(LinesCard.Row::draft).toList()));
    switch (saved) {
      case Outcome.Done<LinesView> done ->
          visit.go("/opportunities/" + found.id(), Notice.OPPORTUNITY_LINES_SAVED);
      case Outcome.Refused<LinesView>(StaleVersion stale) ->
          // Whoever saves once more has been told.
          again(
              visit,
              stale,
              found,
              rows,
              stale.actual(),
              new Problems(
                  Map.of(),
                  List.of(
                      "Somebody changed the opportunity meanwhile. The lines that you save now"
                          + " replace theirs.")));
      case Outcome.Refused<LinesView>(var refusal) ->
          again(visit, refusal, found, rows, version, LinesCard.problems(refusal));
    }
  }

  private static void again(
      Visit visit,
      Refusal refusal,
      OpportunityView found,
      List<LinesCard.Row> rows,
      long version,
      Problems problems) {
    LinesCard card = LinesCard.of(visit, found.id());
    OpportunityPages.show(
        visit,
        Visit.statusOf(refusal),
        found,
        problems,
        card == null
            ? null
            : card.sent(rows, visit.form("settingAmount").equals("true"), version, problems),
        CompetitorsCard.of(visit, found.id()));
  }
}
