package dev.kith.crm.domain.task.escalation;

import com.google.common.base.Splitter;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** To whom a task is escalated. Only active users are reached. */
public sealed interface EscalationTarget {

  /** Id of the user, team or role. */
  UUID id();

  /** It in one word, the same for equal ones: see {@link #parse}. */
  String code();

  /** One user. */
  record Person(UserId user) implements EscalationTarget {
    @Override
    public UUID id() {
      return user.value();
    }

    @Override
    public String code() {
      return "user|" + user;
    }
  }

  /** The members of a team. */
  record Members(TeamId team) implements EscalationTarget {
    @Override
    public UUID id() {
      return team.value();
    }

    @Override
    public String code() {
      return "team|" + team;
    }
  }

  /** All who hold a role. */
  record Holders(RoleId role) implements EscalationTarget {
    @Override
    public UUID id() {
      return role.value();
    }

    @Override
    public String code() {
      return "role|" + role;
    }
  }

  /**
   * The owner's managers: those who hold a role and are in a team of the task's owner. All who hold
   * the role, where there are none such, or nobody has the task.
   */
  record Managers(RoleId role) implements EscalationTarget {
    @Override
    public UUID id() {
      return role.value();
    }

    @Override
    public String code() {
      return "manager|" + role;
    }
  }

  /** The target of a {@link #code()}; empty if it is none. */
  static Optional<EscalationTarget> parse(String code) {
    List<String> parts = Splitter.on('|').splitToList(code);
    if (parts.size() != 2) {
      return Optional.empty();
    }
    try {
      UUID id = UUID.fromString(parts.get(1));
      return switch (parts.get(0)) {
        case "user" -> Optional.of(new Person(new UserId(id)));
        case "team" -> Optional.of(new Members(new TeamId(id)));
        case "role" -> Optional.of(new Holders(new RoleId(id)));
        case "manager" -> Optional.of(new Managers(new RoleId(id)));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
