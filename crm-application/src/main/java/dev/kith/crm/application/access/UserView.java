package dev.kith.crm.application.access;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Revision;
import java.time.Instant;
import java.util.List;

/**
 * A user as people read it.
 *
 * @param roles in the order of their names
 * @param teams in the order of their names
 * @param passwordChangedAt when the password was last set
 */
public record UserView(
    UserId id,
    Revision revision,
    String login,
    String name,
    boolean active,
    List<RoleName> roles,
    List<TeamName> teams,
    Instant passwordChangedAt) {

  /** A role by its name. */
  public record RoleName(RoleId id, String name) {}

  /** A team by its name. */
  public record TeamName(TeamId id, String name) {}

  public UserView {
    roles = ImmutableList.copyOf(roles);
    teams = ImmutableList.copyOf(teams);
  }
}
