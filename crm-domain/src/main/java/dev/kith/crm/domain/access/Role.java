package dev.kith.crm.domain.access;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A named set of grants.
 *
 * @param builtIn the administrator's role: it grants everything, and cannot be changed or deleted
 */
public record Role(RoleId id, Revision revision, String name, Grants grants, boolean builtIn)
    implements Aggregate {

  public static final int LONGEST_NAME = 100;

  /** The administrator's role has the same id everywhere: it is made once, whoever starts first. */
  public static final RoleId ADMINISTRATOR = new RoleId(new UUID(0, 1));

  /**
   * The role of that name and content; nobody may define a role that grants more than they hold
   * themselves.
   */
  public static Outcome<Change<Role>> define(
      RoleId id, @Nullable String name, Grants grants, Grants definersOwn, Instant now) {
    return checked(name, grants, definersOwn)
        .map(good -> Change.of(new Role(id, Revision.first(now), good, grants, false)));
  }

  /** The administrator's role, made once at the first start. */
  public static Role administrator(Instant now) {
    return new Role(ADMINISTRATOR, Revision.first(now), "Administrator", Grants.everything(), true);
  }

  public Outcome<Change<Role>> redefine(
      @Nullable String newName, Grants newGrants, Grants definersOwn, Instant now) {
    if (builtIn) {
      return Outcome.refused(new AccessRefusal.BuiltInRole(name));
    }
    return checked(newName, newGrants, definersOwn)
        .map(good ->
            good.equals(name) && newGrants.equals(grants)
                ? Change.none(this)
                : Change.of(new Role(id, revision.next(now), good, newGrants, false)));
  }

  /**
   * Refused for the built-in role, and with {@code still-in-use}.
   *
   * @param users how many users hold the role, deactivated ones included
   */
  public Outcome<Change<Role>> delete(int users, Instant now) {
    if (builtIn) {
      return Outcome.refused(new AccessRefusal.BuiltInRole(name));
    }
    if (revision.isDeleted()) {
      return Outcome.done(Change.none(this));
    }
    return users > 0
        ? Outcome.refused(new AccessRefusal.StillInUse("role", users))
        : Outcome.done(Change.of(new Role(id, revision.deleted(now), name, grants, false)));
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(RoleId id) {
    return new Subject("role", id.value());
  }

  /**
   * Every field as text, for the audit trail: each permission with its scope is a field of its own.
   */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("name", name);
    grants.scopes().forEach((permission, scope) -> facts.put(permission.code(), scope.code()));
    if (!grants.maskedFields().isEmpty()) {
      facts.put("maskedFields", String.join(" ", ImmutableSortedSet.copyOf(grants.maskedFields())));
    }
    if (revision.isDeleted()) {
      facts.put("deleted", "true");
    }
    return facts.buildOrThrow();
  }

  private static Outcome<String> checked(@Nullable String name, Grants grants, Grants definersOwn) {
    Checks checks = new Checks();
    String good = checks.text("name", name, LONGEST_NAME, false);
    if (good == null) {
      checks.add("name", "required", "A role needs a name.");
    }
    if (checks.passed() && !definersOwn.covers(grants)) {
      return Outcome.refused(new AccessRefusal.GrantsTooWide());
    }
    return checks.orRefuse(() -> Objects.requireNonNull(good));
  }
}
