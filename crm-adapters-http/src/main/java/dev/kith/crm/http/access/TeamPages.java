package dev.kith.crm.http.access;

import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.access.Teams;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Teams on one page: who belongs to one is said at the users. */
public final class TeamPages {

  private TeamPages() {}

  record TeamList(List<TeamView> teams, String name, Problems problems) {}

  public static void addTo(PageRoutes routes) {
    routes.get("/teams", visit -> list(visit, 200, Problems.NONE));
    routes.post(
        "/teams",
        visit -> answer(visit, Notice.TEAM_SAVED, visit.crm().teams().found(visit.form("name"))));
    routes.post(
        "/teams/{id}",
        visit ->
            act(visit, Notice.TEAM_SAVED, (teams, id) -> teams.rename(id, visit.form("name"))));
    routes.post("/teams/{id}/delete", visit -> act(visit, Notice.TEAM_DELETED, Teams::delete));
  }

  private static void act(
      Visit visit, Notice done, BiFunction<Teams, TeamId, Outcome<Team>> action) {
    Optional<UUID> id = visit.pathId();
    if (id.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
    } else {
      answer(visit, done, action.apply(visit.crm().teams(), new TeamId(id.get())));
    }
  }

  private static void answer(Visit visit, Notice done, Outcome<Team> outcome) {
    switch (outcome) {
      case Outcome.Done<Team> d -> visit.go("/teams", done);
      case Outcome.Refused<Team>(var refusal) ->
          list(visit, Visit.statusOf(refusal), Problems.of(refusal));
    }
  }

  private static void list(Visit visit, int status, Problems problems) {
    Teams teams = visit.crm().teams();
    visit.with(
        teams.list(ListQuery.all(teams.fields()).limitedTo(ListQuery.LARGEST_LIMIT)),
        page ->
            visit.show(
                status,
                "access/teams.jte",
                "Teams",
                Section.TEAMS,
                new TeamList(page.items(), visit.form("name"), problems)));
  }
}
