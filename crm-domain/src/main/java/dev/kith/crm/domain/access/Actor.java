package dev.kith.crm.domain.access;

import com.google.common.collect.ImmutableSet;
import java.util.Set;
import java.util.UUID;

/**
 * In whose name something is done, with what they may do.
 *
 * @param kind whether a person, a program or the CRM itself acts
 * @param id whose records are "own"
 * @param name as it stands in the audit trail, even after the user is gone
 * @param colleagues everybody who shares a team with the actor, the actor not necessarily included
 */
public record Actor(Kind kind, UserId id, String name, Grants grants, Set<UserId> colleagues) {

  public enum Kind {
    /** A person who logged in. */
    USER,
    /** A program with an API token; it acts for the token's owner. */
    TOKEN,
    /** Somebody known to the application that embeds the CRM. */
    EXTERNAL,
    /** The CRM itself: schedules, reactions, the first start. */
    SYSTEM
  }

  private static final UserId SYSTEM_ID = new UserId(new UUID(0, 0));

  /** The CRM itself; it may do everything. */
  public static final Actor SYSTEM =
      new Actor(Kind.SYSTEM, SYSTEM_ID, "Kith", Grants.everything(), Set.of());

  /** The CRM's rules; what they may do is up to who writes them. */
  public static final Actor AUTOMATION =
      new Actor(
          Kind.SYSTEM, new UserId(new UUID(0, 1)), "Automation", Grants.everything(), Set.of());

  public Actor {
    colleagues = ImmutableSet.copyOf(colleagues);
  }

  /**
   * Somebody whom the embedding application knows, with the grants that it gives them.
   *
   * @param id stable: it is what ownership and the audit trail refer to
   */
  public static Actor external(UUID id, String name, Grants grants) {
    return new Actor(Kind.EXTERNAL, new UserId(id), name, grants, Set.of());
  }

  public boolean may(Permission permission) {
    return grants.allows(permission);
  }
}
