package dev.kith.crm.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import dev.kith.crm.application.access.ApiTokenView;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.access.UserView;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

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

  /**
   * The grants in a body, as far as they can be read; its shape says what is wrong with the rest.
   */
  static Grants grants(JsonNode grants, JsonNode maskedFields) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    for (var entry : grants.properties()) {
      Permission.named(entry.getKey())
          .ifPresent(permission ->
              scope(entry.getValue()).ifPresent(scope -> scopes.put(permission, scope)));
    }
    return new Grants(scopes, ImmutableSet.copyOf(texts(maskedFields)));
  }

  /** The permissions in a list of a body, as far as they can be read. */
  static Set<Permission> permissions(JsonNode list) {
    return texts(list).stream()
        .flatMap(code -> Permission.named(code).stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  /** The ids in a list of a body, as far as they can be read. */
  static <T> Set<T> ids(JsonNode list, Function<UUID, T> id) {
    return texts(list).stream()
        .flatMap(text -> ShapeCheck.uuid(text).stream())
        .map(id)
        .collect(ImmutableSet.toImmutableSet());
  }

  private static List<String> texts(JsonNode list) {
    return Streams.stream(list).filter(JsonNode::isTextual).map(JsonNode::textValue).toList();
  }

  private static Optional<Scope> scope(JsonNode code) {
    return Arrays.stream(Scope.values()).filter(s -> s.code().equals(code.textValue())).findFirst();
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
