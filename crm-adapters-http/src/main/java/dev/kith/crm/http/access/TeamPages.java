package dev.kith.crm.http.access;

import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.access.Teams;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Teams on one page: who belongs to one is said at the users. */
public final class TeamPages {

  private TeamPages() {}

  /**
   * @param renamed whose new name was refused; null where it was no renaming
   * @param name what was sent as a name
   */
  record TeamList(List<TeamView> teams, @Nullable TeamId renamed, String name, Problems problems) {}

  public static void addTo(PageRoutes routes) {
    routes.get("/teams", visit -> list(visit, 200, null, Problems.NONE));
    routes.post(
        "/teams",
        visit ->
            answer(visit, null, Notice.TEAM_SAVED, visit.crm().teams().found(visit.form("name"))));
    routes.post("/teams/{id}", TeamPages::rename);
    routes.post("/teams/{id}/delete", TeamPages::delete);
  }

  private static void rename(Visit visit) {
    onTeam(
        visit,
        id ->
            answer(
                visit, id, Notice.TEAM_SAVED, visit.crm().teams().rename(id, visit.form("name"))));
  }

  private static void delete(Visit visit) {
    onTeam(visit, id -> answer(visit, null, Notice.TEAM_DELETED, visit.crm().teams().delete(id)));
  }

  private static void onTeam(Visit visit, Consumer<TeamId> next) {
    visit.onId(TeamId::new, next);
  }

  private static void answer(
      Visit visit, @Nullable TeamId renamed, Notice done, Outcome<Team> outcome) {
    switch (outcome) {
      case Outcome.Done<Team> d -> visit.go("/teams", done);
      case Outcome.Refused<Team>(var refusal) -> {
        Problems problems = Problems.of(refusal);
        list(
            visit,
            Visit.statusOf(refusal),
            renamed,
            renamed == null ? problems : problems.calling("name", "name-" + renamed));
      }
    }
  }

  private static void list(Visit visit, int status, @Nullable TeamId renamed, Problems problems) {
    Teams teams = visit.crm().teams();
    visit.with(
        teams.list(ListQuery.all(teams.fields()).limitedTo(ListQuery.LARGEST_LIMIT)),
        page ->
            visit.show(
                status,
                "access/teams.jte",
                "Teams",
                Section.TEAMS,
                new TeamList(page.items(), renamed, visit.form("name"), problems)));
  }
}
