package dev.kith.crm.http.opportunity;

import dev.kith.crm.application.opportunity.CompetitorsView;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Map;

/** Writes down who bids for the same opportunity, on its page. */
final class OpportunityCompetitorPages {

  private OpportunityCompetitorPages() {}

  static void addTo(PageRoutes routes) {
    routes.post(
        "/opportunities/{id}/competitors",
        visit -> OpportunityPages.onOpportunity(visit, found -> save(visit, found)));
  }

  private static void save(Visit visit, OpportunityView found) {
    List<CompetitorsCard.Row> rows = CompetitorsCard.sent(visit);
    long version = visit.number("version").orElse(0L);
    Outcome<CompetitorsView> saved =
        visit
            .crm()
            .expecting(version)
            .opportunityCompetitors()
            .replace(
                found.id(),
                new CompetitorsDraft(rows.stream().map(CompetitorsCard.Row::draft).toList()));
    switch (saved) {
      case Outcome.Done<CompetitorsView> done ->
          visit.go("/opportunities/" + found.id(), Notice.OPPORTUNITY_COMPETITORS_SAVED);
      case Outcome.Refused<CompetitorsView>(StaleVersion stale) ->
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
                      "Somebody changed the opportunity meanwhile. The competitors that you save"
                          + " now replace theirs.")));
      case Outcome.Refused<CompetitorsView>(var refusal) ->
          again(visit, refusal, found, rows, version, CompetitorsCard.problems(refusal));
    }
  }

  private static void again(
      Visit visit,
      Refusal refusal,
      OpportunityView found,
      List<CompetitorsCard.Row> rows,
      long version,
      Problems problems) {
    CompetitorsCard card = CompetitorsCard.of(visit, found.id());
    OpportunityPages.show(
        visit,
        Visit.statusOf(refusal),
        found,
        problems,
        LinesCard.of(visit, found.id()),
        card == null ? null : card.sent(rows, version, problems));
  }
}
