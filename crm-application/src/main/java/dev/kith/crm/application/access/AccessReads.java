package dev.kith.crm.application.access;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads users, teams, roles and tokens straight from where they are kept. A search matches if each
 * of its fragments (separated by blanks) is found, without regard to case, in the texts that are
 * named below; the bin of a query has no meaning for users and tokens, which are never deleted.
 */
public interface AccessReads {

  Optional<UserView> user(UserId id);

  /** Searched in name and login. */
  Page<UserView> users(ListQuery query);

  /** Live ones only. */
  Optional<TeamView> team(TeamId id);

  /** Searched in the name. */
  Page<TeamView> teams(ListQuery query);

  /** Live ones only. */
  Optional<RoleView> role(RoleId id);

  /** Searched in the name. */
  Page<RoleView> roles(ListQuery query);

  Optional<ApiTokenView> apiToken(ApiTokenId id, Visibility visible);

  /** Searched in the name. */
  Page<ApiTokenView> apiTokens(ListQuery query, Visibility visible);

  boolean isActiveUser(UserId id);

  /** Those of these users who are active. */
  Set<UserId> activeAmong(Collection<UserId> users);

  /**
   * Active users by name.
   *
   * @param search as in {@link #users}; null for everybody
   */
  List<Owners.Owner> activeUsers(@Nullable String search, int limit);

  /** The active members of a team. */
  Set<UserId> activeMembers(TeamId team);

  /** The active users who hold a role. */
  Set<UserId> activeHolders(RoleId role);

  /** As {@link Names#of}. */
  Map<UUID, String> names(Collection<UUID> ids);
}
