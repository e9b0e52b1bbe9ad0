package dev.kith.crm.http.relationship;

import dev.kith.crm.application.relationship.RoleAnalytics.Question;
import dev.kith.crm.application.relationship.RoleAnalytics.Report;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;

/** What the roles of contacts have to do with winning, on a page. */
public final class RoleFiguresPages {

  private RoleFiguresPages() {}

  /** The page of the figures. */
  public record FiguresPage(Report report) {

    public boolean isEmpty() {
      return report.won() + report.lost() == 0 && report.stages().isEmpty();
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(
        "/contact-roles/figures",
        visit ->
            visit.with(
                visit.crm().contactRoles().analytics().of(Question.ALL),
                report -> show(visit, report)));
  }

  private static void show(Visit visit, Report report) {
    visit.show(
        200,
        "relationship/figures.jte",
        "Roles and winning",
        Section.CONTACT_ROLES,
        new FiguresPage(report));
  }
}
