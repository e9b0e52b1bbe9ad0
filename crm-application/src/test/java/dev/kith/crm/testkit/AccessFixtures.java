package dev.kith.crm.testkit;

import com.google.common.hash.Hashing;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.testkit.Actors;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Users, roles, teams and tokens; the same name is the same one. */
public final class AccessFixtures {

  public static final Instant THEN = Instant.parse("2026-03-02T09:00:00.000123Z");

  private AccessFixtures() {}

  /** Logs in as {@code una.user@engines.example} if the name is Una User. */
  public static User user(String name, Set<RoleId> roles, Set<TeamId> teams) {
    return User.register(
            Actors.userId(name), new User.Profile(loginOf(name), name, roles, teams), THEN)
        .orElseThrow()
        .next();
  }

  public static String loginOf(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@engines.example";
  }

  /** A role that views the leads of the team. */
  public static Role role(String name) {
    return role(name, Grants.of(Permission.of(Feature.LEAD, Action.VIEW), Scope.TEAM));
  }

  public static Role role(String name, Grants grants) {
    return Role.define(new RoleId(idOf("role " + name)), name, grants, Grants.everything(), THEN)
        .orElseThrow()
        .next();
  }

  public static Team team(String name) {
    return Team.found(new TeamId(idOf("team " + name)), name, THEN).orElseThrow().next();
  }

  /** A token for viewing leads, good for 30 days. */
  public static ApiToken token(UserId owner, String name) {
    return ApiToken.issue(
            new ApiTokenId(idOf("token " + name)),
            owner,
            name,
            Set.of(Permission.of(Feature.LEAD, Action.VIEW)),
            hashOf(name),
            THEN.plus(Duration.ofDays(30)),
            THEN)
        .orElseThrow()
        .next();
  }

  /** Stands for the hash of a secret. */
  public static String hashOf(String secret) {
    return Hashing.sha256().hashString(secret, StandardCharsets.UTF_8).toString();
  }

  private static UUID idOf(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
