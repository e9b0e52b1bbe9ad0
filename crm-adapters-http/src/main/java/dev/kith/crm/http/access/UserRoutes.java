package dev.kith.crm.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.access.UserFields;
import dev.kith.crm.application.access.UserView;
import dev.kith.crm.application.access.Users;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.audit.AuditJson;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
            .body(AccessShapes.NEW_USER)
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
            .body(AccessShapes.EDITED_USER)
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
            .body(AccessShapes.PASSWORD)
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

  private static Outcome<Reply> register(Call call) {
    User.Profile profile =
        new User.Profile(
            call.text("login"),
            call.text("name"),
            ids(call.body().path("roles"), RoleId::new),
            ids(call.body().path("teams"), TeamId::new));
    return users(call)
        .register(profile, call.text("password"))
        .then(user -> call.further().users().get(user.id()))
        .map(view -> reply(201, view).header("Location", call.link("/users/" + view.id())));
  }

  private static Outcome<Reply> edit(Call call) {
    Users.Edit edit =
        new Users.Edit(
            call.text("login"),
            call.text("name"),
            idsOrNull(call.body().get("roles"), RoleId::new),
            idsOrNull(call.body().get("teams"), TeamId::new));
    return changed(call, users(call).edit(id(call), edit));
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

  private static <T> @Nullable Set<T> idsOrNull(@Nullable JsonNode list, Function<UUID, T> id) {
    return list == null ? null : ids(list, id);
  }

  private static <T> Set<T> ids(JsonNode list, Function<UUID, T> id) {
    ImmutableSet.Builder<T> ids = ImmutableSet.builder();
    list.forEach(node -> ids.add(id.apply(ShapeCheck.uuid(node.textValue()).orElseThrow())));
    return ids.build();
  }
}
