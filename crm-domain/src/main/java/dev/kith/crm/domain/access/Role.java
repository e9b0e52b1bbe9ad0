package dev.kith.crm.domain.access;

import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named set of grants.
 *
 * @param builtIn the administrator's role: it grants everything, and cannot be changed or deleted
 */
public record Role(RoleId id, Revision revision, String name, Grants grants, boolean builtIn)
    implements Aggregate {

  public static final int LONGEST_NAME = 100;

  /** The role of that name and content; nobody may define a role that grants more than they hold themselves. */
  public static Outcome<Change<Role>> define(
      RoleId id, @Nullable String name, Grants grants, Grants definersOwn, Instant now) {
    return checked(name, grants, definersOwn)
        .map(good -> Change.of(new Role(id, Revision.first(now), good, grants, false)));
  }

  /** The administrator's role, made once at the first start. */
  public static Role administrator(RoleId id, Instant now) {
    return new Role(id, Revision.first(now), "Administrator", Grants.everything(), true);
  }

  public Outcome<Change<Role>> redefine(
      @Nullable String newName, Grants newGrants, Grants definersOwn, Instant now) {
    if (builtIn) {
      return Outcome.refused(new AccessRefusal.BuiltInRole(name));
    }
    return checked(newName, newGrants, definersOwn)
        .map(good -> Change.of(new Role(id, revision.next(now), good, newGrants, false)));
  }

  public Outcome<Change<Role>> delete(Instant now) {
    return builtIn
        ? Outcome.refused(new AccessRefusal.BuiltInRole(name))
        : Outcome.done(Change.of(new Role(id, revision.deleted(now), name, grants, false)));
  }

  @Override
  public Subject subject() {
    return new Subject("role", id.value());
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
