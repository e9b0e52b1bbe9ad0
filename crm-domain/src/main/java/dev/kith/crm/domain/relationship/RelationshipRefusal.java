package dev.kith.crm.domain.relationship;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What only contact roles refuse. */
public sealed interface RelationshipRefusal extends Refusal {

  /**
   * Roles that were to go belong to somebody, or did once.
   *
   * @param roles their keys
   * @param count in how many relationships they stand, ended ones included
   */
  record RoleInUse(List<String> roles, long count) implements RelationshipRefusal {
    public RoleInUse {
      roles = ImmutableList.copyOf(roles);
    }

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "contact-role-in-use";
    }

    @Override
    public String detail() {
      return "Retire instead what somebody has or had: "
          + String.join(", ", roles)
          + (count == 1 ? " stands in 1 relationship." : " in " + count + " relationships.");
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("roles", roles, "count", count);
    }
  }

  /** There is no such role, it is retired, or it is not for records of this kind. */
  record UnknownRole(String role, String target) implements RelationshipRefusal {
    public UnknownRole(String role, TargetKind target) {
      this(role, target.code());
    }

    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "unknown-contact-role";
    }

    @Override
    public String detail() {
      return "There is no role “" + role + "” that can be taken for an " + target + ".";
    }
  }

  /** There is no live contact of this id that the actor can see. */
  record UnknownContact(UUID contact) implements RelationshipRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "unknown-contact";
    }

    @Override
    public String detail() {
      return "There is no contact " + contact + " who can take a role.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("contact", contact.toString());
    }
  }

  /** What contacts would have a role for lies in the bin. */
  record TargetDeleted(Subject target) implements RelationshipRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "target-deleted";
    }

    @Override
    public String detail() {
      return "The " + target.type() + " has been deleted; restore it first.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("recordType", target.type(), "recordId", target.id().toString());
    }
  }

  /** The contact has this role there at a time when they would have it again. */
  record RoleTaken(UUID relationship) implements RelationshipRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "relationship-exists";
    }

    @Override
    public String detail() {
      return "The contact already has this role there at that time.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("relationship", relationship.toString());
    }
  }

  /** What has ended changes no more. */
  record RelationshipEnded(Instant since) implements RelationshipRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "relationship-ended";
    }

    @Override
    public String detail() {
      return "This role has ended; let it begin anew.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("since", since.toString());
    }
  }
}
