package dev.kith.crm.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.access.UserFields;
import dev.kith.crm.application.access.UserView;
import dev.kith.crm.application.access.Users;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.audit.AuditJson;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** The people who can log in, over REST. */
final class UserRoutes {

  private static final String TAG = "Users";
  private static final String[] CHANGES = {"not-found", "forbidden", "invalid"};

  private UserRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/users", "listUsers")
            .says(TAG, "List users")
            .query(Lists.parametersBut(UserFields.CATALOGUE, "bin"))
            .answers(200, AccessShapes.USERS, "A page of users")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                Lists.answer(call, users(call).fields(), q -> users(call).list(q), AccessJson::of)),
        Route.post("/users", "registerUser")
            .says(TAG, "Add a user who can log in")
            .body(AccessShapes.NEW_USER, UserRoutes::problemsOf)
            .answers(201, AccessShapes.USER, "The new user")
            .refuses("forbidden", "invalid", "login-taken", "grants-too-wide")
            .handledBy(UserRoutes::register),
        Route.get("/users/{id}", "getUser")
            .says(TAG, "Read a user; everybody may read themselves")
            .answers(200, AccessShapes.USER, "The user")
            .refuses("not-found", "forbidden")
            .handledBy(call -> users(call).get(id(call)).map(view -> reply(200, view))),
        Route.patch("/users/{id}", "editUser")
            .says(TAG, "Change a user's login, name, roles or teams")
            .body(AccessShapes.EDITED_USER, UserRoutes::problemsOf)
            .versioned()
            .answers(200, AccessShapes.USER, "The user as it is now")
            .refuses(CHANGES)
            .refuses("login-taken", "grants-too-wide", "last-administrator")
            .handledBy(UserRoutes::edit),
        Route.post("/users/{id}:deactivate", "deactivateUser")
            .says(TAG, "Shut a user out")
            .versioned()
            .answers(200, AccessShapes.USER, "The user as it is now")
            .refuses(CHANGES)
            .refuses("last-administrator")
            .handledBy(call -> changed(call, users(call).deactivate(id(call)))),
        Route.post("/users/{id}:reactivate", "reactivateUser")
            .says(TAG, "Let a user in again")
            .versioned()
            .answers(200, AccessShapes.USER, "The user as it is now")
            .refuses(CHANGES)
            .refuses("grants-too-wide")
            .handledBy(call -> changed(call, users(call).reactivate(id(call)))),
        Route.post("/users/{id}:set-password", "setUserPassword")
            .says(TAG, "Give a user another password, and end their sessions")
            .body(AccessShapes.PASSWORD, UserRoutes::problemsOf)
            .versioned()
            .answers(200, AccessShapes.USER, "The user as it is now")
            .refuses(CHANGES)
            .refuses("grants-too-wide")
            .handledBy(
                call -> changed(call, users(call).setPassword(id(call), call.text("password")))),
        AuditJson.timelineParameters(Route.get("/users/{id}/timeline", "getUserTimeline"))
            .says(TAG, "Everything that happened to a user's record")
            .answers(200, AuditJson.TIMELINE, "The entries, newest first")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                AuditJson.timeline(
                    call, (before, limit) -> users(call).timeline(id(call), before, limit))));
  }

  private static List<Violation> problemsOf(Call call, JsonNode body) {
    return users(call).problemsOf(editOf(body), body.path("password").textValue());
  }

  private static Outcome<Reply> register(Call call) {
    User.Profile profile =
        new User.Profile(
            call.text("login"),
            call.text("name"),
            AccessJson.ids(call.body().path("roles"), RoleId::new),
            AccessJson.ids(call.body().path("teams"), TeamId::new));
    return users(call)
        .register(profile, call.text("password"))
        .then(user -> call.further().users().get(user.id()))
        .map(view -> reply(201, view).header("Location", call.link("/users/" + view.id())));
  }

  private static Outcome<Reply> edit(Call call) {
    return changed(call, users(call).edit(id(call), editOf(call.body())));
  }

  private static Users.Edit editOf(JsonNode body) {
    return new Users.Edit(
        body.path("login").textValue(),
        body.path("name").textValue(),
        body.has("roles") ? AccessJson.ids(body.path("roles"), RoleId::new) : null,
        body.has("teams") ? AccessJson.ids(body.path("teams"), TeamId::new) : null);
  }

  private static Outcome<Reply> changed(Call call, Outcome<User> outcome) {
    return outcome
        .then(user -> call.further().users().get(user.id()))
        .map(view -> reply(200, view));
  }

  private static Reply reply(int status, UserView view) {
    return Reply.json(status, AccessJson.of(view)).version(view.revision().version());
  }

  private static Users users(Call call) {
    return call.workspace().users();
  }

  private static UserId id(Call call) {
    return new UserId(call.id("user"));
  }
}
