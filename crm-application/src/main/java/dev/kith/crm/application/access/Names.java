package dev.kith.crm.application.access;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * What users, teams and roles are called, for pages that tell of them by their ids. It needs no
 * permission: whoever has an id has read it in a record that they may see.
 */
@FunctionalInterface
public interface Names {

  /**
   * The names as they are now, of those also that were deactivated or deleted. All are looked up at
   * once; what is neither a user nor a team nor a role is missing.
   */
  Map<UUID, String> of(Collection<UUID> ids);
}
