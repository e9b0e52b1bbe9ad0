package dev.kith.crm.domain.relationship;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The roles that contacts can have. They are there from the beginning; an administrator adds some,
 * gives them other names and other titles by which they are suggested, says what whoever has them
 * may do, and retires what is no longer wanted. A role that somebody has, or had, cannot be left
 * out.
 */
public record RoleCatalogue(Revision revision, RoleTerms terms) implements Aggregate {

  /** There is only one, so its id says nothing. */
  public static final UUID ID = new UUID(0, 0x726f6c6573L);

  /** How a CRM begins. */
  public static final RoleCatalogue USUAL =
      new RoleCatalogue(Revision.first(Instant.EPOCH), new RoleTerms(UsualRoles.ALL));

  /** Replaces what it says. Refused with {@code invalid}. */
  public Outcome<Change<RoleCatalogue>> set(RoleTerms wanted, Instant now) {
    return wanted
        .read()
        .map(good ->
            good.equals(terms)
                ? Change.none(this)
                : Change.of(new RoleCatalogue(revision.next(now), good)));
  }

  @Override
  public Subject subject() {
    return subjectOf(ID);
  }

  public static Subject subjectOf(UUID id) {
    return new Subject("contact-roles", id);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return ImmutableMap.of(
        "roles", terms.roles().stream().map(RoleCatalogue::told).collect(joining("\n")));
  }

  private static String told(ContactRole role) {
    return role.name()
        + " ("
        + role.key()
        + "), for "
        + role.kinds().stream().map(TargetKind::code).collect(joining(" and "))
        + (role.titles().isEmpty() ? "" : ", by " + String.join("; ", role.titles()))
        + (role.permissions().isEmpty()
            ? ""
            : ", may "
                + role.permissions().stream().map(PortalPermission::label).collect(joining(", ")))
        + (role.retired() ? ", retired" : "");
  }
}
