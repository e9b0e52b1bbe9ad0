package dev.kith.crm.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.access.Teams;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** Teams over REST. Who belongs to one is said with the users. */
final class TeamRoutes {

  private static final String TAG = "Teams";

  private TeamRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/teams", "listTeams")
            .says(TAG, "List teams")
            .query(Lists.parametersBut(TeamView.CATALOGUE, "bin"))
            .answers(200, AccessShapes.TEAMS, "A page of teams")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                Lists.answer(call, teams(call).fields(), q -> teams(call).list(q), AccessJson::of)),
        Route.post("/teams", "foundTeam")
            .says(TAG, "Found a team")
            .body(AccessShapes.TEAM_NAME, TeamRoutes::problemsOf)
            .answers(201, AccessShapes.TEAM, "The new team")
            .refuses("forbidden", "invalid", "name-taken")
            .handledBy(call ->
                shown(call, teams(call).found(call.text("name")))
                    .map(view ->
                        reply(201, view).header("Location", call.link("/teams/" + view.id())))),
        Route.get("/teams/{id}", "getTeam")
            .says(TAG, "Read a team")
            .answers(200, AccessShapes.TEAM, "The team")
            .refuses("not-found", "forbidden")
            .handledBy(call -> teams(call).get(id(call)).map(view -> reply(200, view))),
        Route.patch("/teams/{id}", "renameTeam")
            .says(TAG, "Rename a team")
            .body(AccessShapes.TEAM_NAME, TeamRoutes::problemsOf)
            .versioned()
            .answers(200, AccessShapes.TEAM, "The team as it is now")
            .refuses("not-found", "forbidden", "invalid", "name-taken")
            .handledBy(call ->
                shown(call, teams(call).rename(id(call), call.text("name")))
                    .map(view -> reply(200, view))),
        Route.delete("/teams/{id}", "deleteTeam")
            .says(TAG, "Delete a team without members")
            .versioned()
            .answers(204, "The team is deleted")
            .refuses("not-found", "forbidden", "still-in-use")
            .handledBy(call -> teams(call).delete(id(call)).map(team -> Reply.empty(204))));
  }

  private static List<Violation> problemsOf(Call call, JsonNode body) {
    return teams(call).problemsOf(body.path("name").textValue());
  }

  private static Outcome<TeamView> shown(Call call, Outcome<Team> outcome) {
    return outcome.then(team -> call.further().teams().get(team.id()));
  }

  private static Reply reply(int status, TeamView view) {
    return Reply.json(status, AccessJson.of(view)).version(view.revision().version());
  }

  private static Teams teams(Call call) {
    return call.workspace().teams();
  }

  private static TeamId id(Call call) {
    return new TeamId(call.id("team"));
  }
}
