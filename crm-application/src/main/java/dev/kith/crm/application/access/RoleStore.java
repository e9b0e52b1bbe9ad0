package dev.kith.crm.application.access;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import java.util.Collection;
import java.util.Map;

/**
 * Keeps roles. No two live ones have names that differ only in case: adding and updating are
 * refused with {@link dev.kith.crm.domain.shared.CommonRefusal.NameTaken}; so is adding one whose
 * id is taken.
 */
public interface RoleStore extends AggregateStore<RoleId, Role> {

  /**
   * Those of the roles that are live, locked until the end of the run against any change and
   * against other locks.
   */
  Map<RoleId, Role> lock(Collection<RoleId> ids);

  /** How many users hold the role, deactivated ones included; to be asked after {@link #lock}. */
  int holdersOf(RoleId id);
}
