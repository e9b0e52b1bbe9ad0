package dev.kith.crm.http.opportunity;

import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.opportunity.CompetitorsDraft;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Visit;
import java.util.List;

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
    CompetitorsDraft draft =
        new CompetitorsDraft(rows.stream().map(CompetitorsCard.Row::draft).toList());
    SavedForm.answer(
        visit.crm().expecting(version).opportunityCompetitors().replace(found.id(), draft),
        version,
        done -> visit.go("/opportunities/" + found.id(), Notice.OPPORTUNITY_COMPETITORS_SAVED),
        "Somebody changed the opportunity meanwhile. The competitors that you save now replace"
            + " theirs.",
        CompetitorsCard::problems,
        (status, seen, problems) -> {
          CompetitorsCard card = CompetitorsCard.of(visit, found.id());
          OpportunityPages.show(
              visit,
              status,
              found,
              problems,
              LinesCard.of(visit, found.id()),
              card == null ? null : card.sent(rows, seen, problems));
        });
  }
}
