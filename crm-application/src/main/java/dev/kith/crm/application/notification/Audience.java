package dev.kith.crm.application.notification;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import java.util.Set;

/** Who is told. */
public sealed interface Audience {

  /** These, whoever they are: also users of an application that embeds the CRM. */
  record Users(Set<UserId> users) implements Audience {
    public Users {
      users = ImmutableSet.copyOf(users);
    }
  }

  /** The active members of a team. */
  record Members(TeamId team) implements Audience {}

  /** The active users who hold a role. */
  record Holders(RoleId role) implements Audience {}

  static Audience of(UserId user) {
    return new Users(Set.of(user));
  }

  /** Those who look after the CRM. */
  static Audience administrators() {
    return new Holders(Role.ADMINISTRATOR);
  }
}
