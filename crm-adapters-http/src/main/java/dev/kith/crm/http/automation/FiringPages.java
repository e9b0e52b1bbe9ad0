package dev.kith.crm.http.automation;

import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;

/** What rules did, and doing again what failed. */
final class FiringPages {

  private static final int LOG = 100;
  private static final String HERE = RulePages.HERE + "/firings";

  private FiringPages() {}

  record FiringLog(List<FiringView> firings, String outcome, boolean mayChange) {
    static List<String> outcomes() {
      return FiringView.CATALOGUE.get("outcome").choices();
    }
  }

  static void addTo(PageRoutes routes) {
    routes.get(HERE, FiringPages::log);
    routes.post(HERE + "/{id}/retry", FiringPages::retry);
  }

  private static void log(Visit visit) {
    String outcome = visit.query("outcome");
    ListQuery query = ListQuery.all(FiringView.CATALOGUE).limitedTo(LOG);
    boolean known =
        FiringView.CATALOGUE.get("outcome").choices().stream().anyMatch(outcome::equals);
    visit.with(
        visit
            .crm()
            .rules()
            .firings(
                known
                    ? query.where(
                        new Filter.Compare("outcome", Filter.Op.EQ, List.of((Object) outcome)))
                    : query),
        page ->
            visit.show(
                "automation/firings.jte",
                "What rules did",
                Section.RULES,
                new FiringLog(page.items(), known ? outcome : "", RulePages.mayChange(visit))));
  }

  private static void retry(Visit visit) {
    visit
        .pathId()
        .ifPresentOrElse(
            id ->
                visit.with(
                    visit.crm().rules().retry(id),
                    view ->
                        visit.go(
                            RulePages.HERE + "/" + view.firing().rule(),
                            view.firing().outcome() == Firing.Result.FIRED
                                ? Notice.FIRING_DONE
                                : Notice.FIRING_FAILED_AGAIN)),
            () -> visit.error(ErrorPage.NOT_FOUND));
  }
}
