package dev.kith.crm.domain.access;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;

/** What only the access feature refuses. */
public sealed interface AccessRefusal extends Refusal {

  /** Somebody already logs in with this e-mail address. */
  record LoginTaken(String login) implements AccessRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "login-taken";
    }

    @Override
    public String detail() {
      return "Another user already logs in with this e-mail address.";
    }
  }

  /** Without this user nobody could administer access any more. */
  record LastAdministrator() implements AccessRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "last-administrator";
    }

    @Override
    public String detail() {
      return "This is the last active administrator; make somebody else an administrator first.";
    }
  }

  /** Nobody hands out more than they hold. */
  record GrantsTooWide() implements AccessRefusal {
    @Override
    public Kind kind() {
      return Kind.FORBIDDEN;
    }

    @Override
    public String code() {
      return "grants-too-wide";
    }

    @Override
    public String detail() {
      return "You cannot grant more than you hold yourself.";
    }
  }

  /** The administrator's role stays as it is. */
  record BuiltInRole(String name) implements AccessRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "built-in-role";
    }

    @Override
    public String detail() {
      return "The role " + name + " is built in and cannot be changed or deleted.";
    }
  }

  /** A role that users hold, or a team that has members, is not deleted under them. */
  record StillInUse(String type, int users) implements AccessRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "still-in-use";
    }

    @Override
    public String detail() {
      return "This " + type + " still has users (" + users + "); move them first.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("recordType", type, "users", users);
    }
  }

  /** Login and password do not fit, or the user is deactivated: which of these is not said. */
  record WrongCredentials() implements AccessRefusal {
    @Override
    public Kind kind() {
      return Kind.FORBIDDEN;
    }

    @Override
    public String code() {
      return "wrong-credentials";
    }

    @Override
    public String detail() {
      return "E-mail address and password do not fit together.";
    }
  }

  /** Too many failed log-ins for this login or from this address. */
  record TooManyAttempts(long retryAfterSeconds) implements AccessRefusal {
    @Override
    public Kind kind() {
      return Kind.FORBIDDEN;
    }

    @Override
    public String code() {
      return "too-many-attempts";
    }

    @Override
    public String detail() {
      return "Too many failed attempts; try again in "
          + retryAfterSeconds
          + (retryAfterSeconds == 1 ? " second." : " seconds.");
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("retryAfterSeconds", retryAfterSeconds);
    }
  }
}
