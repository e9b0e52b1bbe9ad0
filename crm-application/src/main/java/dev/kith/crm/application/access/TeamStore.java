package dev.kith.crm.application.access;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import java.util.Collection;
import java.util.Set;

/**
 * Keeps teams. No two live ones have names that differ only in case: adding and updating are
 * refused with {@link dev.kith.crm.domain.shared.CommonRefusal.NameTaken}.
 */
public interface TeamStore extends AggregateStore<TeamId, Team> {

  /**
   * Those of the teams that are live, locked until the end of the run against deletion and against
   * other locks.
   */
  Set<TeamId> lock(Collection<TeamId> ids);

  /**
   * How many users belong to the team, deactivated ones included; to be asked after {@link #lock}.
   */
  int membersOf(TeamId id);
}
