package dev.kith.crm.http.assignment;

import dev.kith.crm.application.assignment.AssignmentView;
import dev.kith.crm.application.assignment.Assignments;
import dev.kith.crm.application.assignment.Assignments.Explained;
import dev.kith.crm.domain.assignment.AssignmentId;
import dev.kith.crm.domain.assignment.Choice.PassedOver;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;

/**
 * Why a record was given to whom it was given, and not to others.
 *
 * @param keeping whether the reader sees the pool too
 */
public record WhyPage(AssignmentView view, Explained explained, boolean keeping) {

  public static void addTo(PageRoutes routes) {
    routes.get(
        "/assignments/{id}",
        visit ->
            visit.onId(
                AssignmentId::new, id -> visit.with(read(visit, id), page -> show(visit, page))));
  }

  private static Outcome<WhyPage> read(Visit visit, AssignmentId id) {
    Assignments assignments = visit.crm().assignments();
    return assignments
        .get(id)
        .then(view ->
            assignments
                .explain(id)
                .map(explained ->
                    new WhyPage(
                        view,
                        explained,
                        visit.crm().assignmentPools().get(view.assignment().pool())
                            instanceof Outcome.Done<?>)));
  }

  private static void show(Visit visit, WhyPage page) {
    visit.show("assignment/why.jte", page.title(), Section.POOLS, page);
  }

  String title() {
    return view.assignment().user() == null ? "Why nobody got it" : "Why " + who() + " got it";
  }

  String who() {
    return view.assignment().user() == null ? "Nobody" : explained.name(view.assignment().user());
  }

  String other(PassedOver other) {
    return explained.name(other.user()) + ": " + other.why().words();
  }
}
