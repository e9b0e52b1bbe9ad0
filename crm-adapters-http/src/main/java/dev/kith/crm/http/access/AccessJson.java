package dev.kith.crm.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.access.ApiTokenView;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.access.UserView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Users, roles, teams and tokens to JSON and from it. */
final class AccessJson {

  private AccessJson() {}

  static ObjectNode of(UserView user) {
    ObjectNode json =
        Json.object()
            .put("id", user.id().toString())
            .put("name", user.name())
            .put("login", user.login())
            .put("active", user.active());
    ArrayNode roles = json.putArray("roles");
    user.roles().forEach(r -> roles.addObject().put("id", r.id().toString()).put("name", r.name()));
    ArrayNode teams = json.putArray("teams");
    user.teams().forEach(t -> teams.addObject().put("id", t.id().toString()).put("name", t.name()));
    json.put("passwordChangedAt", user.passwordChangedAt().toString());
    return withRevision(json, user.revision());
  }

  static ObjectNode of(RoleView role) {
    ObjectNode json =
        Json.object()
            .put("id", role.id().toString())
            .put("name", role.name())
            .put("builtIn", role.builtIn())
            .put("users", role.users());
    putGrants(json, role.grants());
    return withRevision(json, role.revision());
  }

  static ObjectNode of(TeamView team) {
    return withRevision(
        Json.object()
            .put("id", team.id().toString())
            .put("name", team.name())
            .put("members", team.members()),
        team.revision());
  }

  static ObjectNode of(ApiTokenView token) {
    ObjectNode json =
        Json.object()
            .put("id", token.id().toString())
            .put("name", token.name())
            .put("owner", token.owner().toString())
            .put("ownerName", token.ownerName());
    json.set(
        "permissions",
        Json.of(token.permissions().stream().map(Permission::code).sorted().toList()));
    json.set("expiresAt", Json.of(token.expiresAt()));
    json.set("revokedAt", Json.of(token.revokedAt()));
    json.set("lastUsedAt", Json.of(token.lastUsedAt()));
    json.set("createdAt", Json.of(token.revision().createdAt()));
    return json.put("version", token.revision().version());
  }

  static ObjectNode of(Actor actor) {
    ObjectNode json =
        Json.object()
            .put("kind", actor.kind().name())
            .put("id", actor.id().toString())
            .put("name", actor.name());
    putGrants(json, actor.grants());
    return json;
  }

  /** The grants in a body; names that do not exist are problems of the body. */
  static Grants grants(JsonNode grants, JsonNode maskedFields) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    List<Violation> violations = new ArrayList<>();
    for (var entry : grants.properties()) {
      Optional<Permission> permission = Permission.named(entry.getKey());
      if (permission.isPresent()) {
        scopes.put(permission.get(), scope(entry.getValue().textValue()));
      } else {
        violations.add(unknown(entry.getKey()).below("grants"));
      }
    }
    ImmutableSet.Builder<String> masked = ImmutableSet.builder();
    maskedFields.forEach(field -> masked.add(field.textValue()));
    refuse(violations);
    return new Grants(scopes, masked.build());
  }

  /** The permissions in a list of a body. */
  static Set<Permission> permissions(JsonNode list) {
    ImmutableSet.Builder<Permission> permissions = ImmutableSet.builder();
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String code = list.get(i).textValue();
      Optional<Permission> permission = Permission.named(code);
      if (permission.isPresent()) {
        permissions.add(permission.get());
      } else {
        violations.add(
            new Violation(
                "/permissions/" + i, "unknown-permission", "There is no permission " + code + "."));
      }
    }
    refuse(violations);
    return permissions.build();
  }

  static void refuse(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw Problem.ofBody(violations).asException();
    }
  }

  private static Violation unknown(String permission) {
    return Violation.at(
        permission.replace("~", "~0").replace("/", "~1"),
        "unknown-permission",
        "There is no permission " + permission + ".");
  }

  private static Scope scope(String code) {
    return Arrays.stream(Scope.values())
        .filter(s -> s.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static void putGrants(ObjectNode json, Grants grants) {
    Map<String, String> byCode = new TreeMap<>();
    grants.scopes().forEach((permission, scope) -> byCode.put(permission.code(), scope.code()));
    json.set("grants", Json.of(byCode));
    json.set("maskedFields", Json.of(grants.maskedFields().stream().sorted().toList()));
  }

  private static ObjectNode withRevision(ObjectNode json, Revision revision) {
    return json.put("createdAt", revision.createdAt().toString())
        .put("updatedAt", revision.updatedAt().toString())
        .put("version", revision.version());
  }
}
