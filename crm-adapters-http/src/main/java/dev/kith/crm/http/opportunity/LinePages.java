package dev.kith.crm.http.opportunity;

import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.SavedForm;
import dev.kith.crm.http.pages.Visit;
import java.util.List;

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
    LinesDraft draft =
        new LinesDraft(null, setting, rows.stream().map(LinesCard.Row::draft).toList());
    SavedForm.answer(
        visit.crm().expecting(version).opportunityLines().replace(found.id(), draft),
        version,
        done -> visit.go("/opportunities/" + found.id(), Notice.OPPORTUNITY_LINES_SAVED),
        "Somebody changed the opportunity meanwhile. The lines that you save now replace theirs.",
        LinesCard::problems,
        (status, seen, problems) -> {
          LinesCard card = LinesCard.of(visit, found.id());
          OpportunityPages.show(
              visit,
              status,
              found,
              problems,
              card == null ? null : card.sent(rows, setting, seen, problems),
              CompetitorsCard.of(visit, found.id()));
        });
  }
}
