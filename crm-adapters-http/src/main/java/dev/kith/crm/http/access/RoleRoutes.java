package dev.kith.crm.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.access.Roles;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Roles over REST. */
final class RoleRoutes {

  private static final String TAG = "Roles";

  private RoleRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/roles", "listRoles")
            .says(TAG, "List roles")
            .query(Lists.parametersBut(RoleView.CATALOGUE, "bin"))
            .answers(200, AccessShapes.ROLES, "A page of roles")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                Lists.answer(call, roles(call).fields(), q -> roles(call).list(q), AccessJson::of)),
        Route.post("/roles", "defineRole")
            .says(TAG, "Define a role")
            .body(AccessShapes.NEW_ROLE, RoleRoutes::problemsOf)
            .answers(201, AccessShapes.ROLE, "The new role")
            .refuses("forbidden", "invalid", "name-taken", "grants-too-wide")
            .handledBy(RoleRoutes::define),
        Route.get("/roles/{id}", "getRole")
            .says(TAG, "Read a role")
            .answers(200, AccessShapes.ROLE, "The role")
            .refuses("not-found", "forbidden")
            .handledBy(call -> roles(call).get(id(call)).map(view -> reply(200, view))),
        Route.patch("/roles/{id}", "redefineRole")
            .says(
                TAG, "Change a role's name, or all of its grants; hidden fields go with the grants")
            .body(AccessShapes.EDITED_ROLE, RoleRoutes::problemsOf)
            .versioned()
            .answers(200, AccessShapes.ROLE, "The role as it is now")
            .refuses(
                "not-found",
                "forbidden",
                "invalid",
                "name-taken",
                "grants-too-wide",
                "built-in-role")
            .handledBy(RoleRoutes::redefine),
        Route.delete("/roles/{id}", "deleteRole")
            .says(TAG, "Delete a role that nobody holds")
            .versioned()
            .answers(204, "The role is deleted")
            .refuses("not-found", "forbidden", "still-in-use", "built-in-role")
            .handledBy(call -> roles(call).delete(id(call)).map(role -> Reply.empty(204))));
  }

  private static List<Violation> problemsOf(Call call, JsonNode body) {
    return roles(call)
        .problemsOf(
            new Roles.Redefinition(
                body.path("name").textValue(),
                AccessJson.grants(body.path("grants"), body.path("maskedFields"))));
  }

  private static Outcome<Reply> define(Call call) {
    Grants grants = AccessJson.grants(call.body().path("grants"), call.body().path("maskedFields"));
    return shown(call, roles(call).define(call.text("name"), grants))
        .map(view -> reply(201, view).header("Location", call.link("/roles/" + view.id())));
  }

  private static Outcome<Reply> redefine(Call call) {
    RoleId id = id(call);
    return grantsOf(call, id)
        .then(wanted ->
            shown(
                call,
                roles(call).redefine(id, new Roles.Redefinition(call.text("name"), wanted.grants))))
        .map(view -> reply(200, view));
  }

  /** The grants as they are to be; null where they stay. */
  private record Wanted(@Nullable Grants grants) {}

  /** Of grants and hidden fields one may be sent alone; the other stays as it is. */
  private static Outcome<Wanted> grantsOf(Call call, RoleId id) {
    JsonNode grants = call.body().get("grants");
    JsonNode masked = call.body().get("maskedFields");
    if (grants == null && masked == null) {
      return Outcome.done(new Wanted(null));
    }
    if (grants != null && masked != null) {
      return Outcome.done(new Wanted(AccessJson.grants(grants, masked)));
    }
    return call.further()
        .roles()
        .get(id)
        .map(present -> {
          Grants now = present.grants();
          return new Wanted(
              grants == null
                  ? new Grants(
                      now.scopes(),
                      AccessJson.grants(call.body().path("grants"), masked).maskedFields())
                  : new Grants(
                      AccessJson.grants(grants, call.body().path("maskedFields")).scopes(),
                      now.maskedFields()));
        });
  }

  private static Outcome<RoleView> shown(Call call, Outcome<Role> outcome) {
    return outcome.then(role -> call.further().roles().get(role.id()));
  }

  private static Reply reply(int status, RoleView view) {
    return Reply.json(status, AccessJson.of(view)).version(view.revision().version());
  }

  private static Roles roles(Call call) {
    return call.workspace().roles();
  }

  private static RoleId id(Call call) {
    return new RoleId(call.id("role"));
  }
}
