package dev.kith.crm.application.access;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Checks;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose records are meant: somebody's, those of the active members of a team, or where both are
 * said, somebody's as long as they belong to the team.
 *
 * @param owner null for anybody
 * @param team null for any
 */
public record Whose(@Nullable UserId owner, @Nullable TeamId team) {

  /** Null for anybody. A team that there is not is told at {@code team}. */
  public @Nullable Set<UserId> owners(AccessReads access, Checks checks) {
    if (team == null) {
      return owner == null ? null : ImmutableSet.of(owner);
    }
    if (access.team(team).isEmpty()) {
      checks.add("team", "unknown-team", "There is no such team.");
    }
    Set<UserId> members = access.activeMembers(team);
    return owner == null
        ? ImmutableSet.copyOf(members)
        : Sets.intersection(members, ImmutableSet.of(owner)).immutableCopy();
  }
}
