package dev.kith.crm.domain.shared;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Refusals that mean the same in every feature. */
public sealed interface CommonRefusal extends Refusal {

  /** The input breaks rules; all of them are listed. */
  record Invalid(List<Violation> violations) implements CommonRefusal {
    public Invalid {
      violations = List.copyOf(violations);
      if (violations.isEmpty()) {
        throw new IllegalArgumentException("an invalid input has at least one violation");
      }
    }

    public static Invalid of(Violation... violations) {
      return new Invalid(List.of(violations));
    }

    @Override
    public Kind kind() {
      return Kind.INVALID;
    }

    @Override
    public String code() {
      return "invalid";
    }

    @Override
    public String detail() {
      return violations.size() == 1
          ? violations.getFirst().message()
          : violations.size() + " problems were found; each is listed.";
    }
  }

  /** There is no such record, or it is hidden from the actor: both look the same on purpose. */
  record NotFound(String type, String id) implements CommonRefusal {
    public static NotFound of(String type, UUID id) {
      return new NotFound(type, id.toString());
    }

    @Override
    public Kind kind() {
      return Kind.UNKNOWN;
    }

    @Override
    public String code() {
      return "not-found";
    }

    @Override
    public String detail() {
      return "There is no " + type + " " + id + " that you can see.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("recordType", type, "recordId", id);
    }
  }

  /** The actor lacks a permission. */
  record Forbidden(String permission, String why) implements CommonRefusal {
    @Override
    public Kind kind() {
      return Kind.FORBIDDEN;
    }

    @Override
    public String code() {
      return "forbidden";
    }

    @Override
    public String detail() {
      return why;
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("permission", permission);
    }
  }

  /** Somebody else changed the record since the caller read it. */
  record StaleVersion(String type, String id, long expected, long actual) implements CommonRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "stale-version";
    }

    @Override
    public String detail() {
      return "The "
          + type
          + " has been changed since: version "
          + expected
          + " was expected, it is at version "
          + actual
          + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("expectedVersion", expected, "actualVersion", actual);
    }
  }

  /** The state does not allow this step from here. */
  record InvalidTransition(String type, String from, String to, List<String> allowed)
      implements CommonRefusal {
    public InvalidTransition {
      allowed = List.copyOf(allowed);
    }

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "invalid-transition";
    }

    @Override
    public String detail() {
      return ("aeiou".indexOf(type.charAt(0)) < 0 ? "A " : "An ")
          + type
          + " cannot go from "
          + from
          + " to "
          + to
          + "; allowed from here: "
          + (allowed.isEmpty() ? "nothing" : String.join(", ", allowed))
          + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("from", from, "to", to, "allowed", allowed);
    }
  }

  /** Another live record of this kind has that name, in whatever case. */
  record NameTaken(String type, String name) implements CommonRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "name-taken";
    }

    @Override
    public String detail() {
      return "There is already a " + type + " of this name.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("recordType", type, "name", name);
    }
  }

  /** There is no active user of that id to own the record. */
  record UnknownOwner(UUID owner) implements CommonRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "unknown-owner";
    }

    @Override
    public String detail() {
      return "There is no active user " + owner + " who could own the record.";
    }
  }

  /** The idempotency key was used before with another request. */
  record IdempotencyKeyReused(String key) implements CommonRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "idempotency-key-reused";
    }

    @Override
    public String detail() {
      return "This idempotency key was used before for another request; use a new one.";
    }
  }

  /** The first request with this idempotency key is still running. */
  record IdempotencyInProgress(String key) implements CommonRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "idempotency-in-progress";
    }

    @Override
    public String detail() {
      return "The first request with this idempotency key has not finished; try again shortly.";
    }
  }

  /**
   * This was good by itself, but others of its batch were not, and it was to be done as a whole.
   */
  record BatchRefused() implements CommonRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "batch-refused";
    }

    @Override
    public String detail() {
      return "Not done, because others of the batch were refused.";
    }
  }
}
