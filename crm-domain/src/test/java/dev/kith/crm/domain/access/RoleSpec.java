package dev.kith.crm.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RoleSpec {

  private static final Instant THEN = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-03T10:00:00Z");
  private static final RoleId ID = new RoleId(new UUID(0, 7));
  private static final Grants VIEWING =
      Grants.of(Permission.of(Feature.LEAD, Action.VIEW), Scope.TEAM);
  private static final Role VIEWER = new Role(ID, Revision.first(THEN), "Viewer", VIEWING, false);

  @Nested
  class Defining {

    @Test
    void gives_a_role_of_that_name() {
      assertThat(Role.define(ID, " Viewer ", VIEWING, VIEWING, THEN))
          .isEqualTo(Outcome.done(Change.of(VIEWER)));
    }

    @Test
    void needs_a_name() {
      assertThat(Role.define(ID, null, VIEWING, VIEWING, THEN))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(Violation.at("name", "required", "A role needs a name."))));
    }

    @Test
    void grants_no_more_than_whoever_defines_it_holds() {
      assertThat(Role.define(ID, "Everything", Grants.everything(), VIEWING, THEN))
          .isEqualTo(Outcome.refused(new AccessRefusal.GrantsTooWide()));
    }
  }

  @Nested
  class Redefining {

    @Test
    void replaces_name_and_grants() {
      assertThat(VIEWER.redefine("Guest", Grants.NONE, Grants.everything(), NOW))
          .isEqualTo(
              Outcome.done(
                  Change.of(
                      new Role(
                          ID, new Revision(2, THEN, NOW, null), "Guest", Grants.NONE, false))));
    }

    @Test
    void changes_nothing_if_it_says_nothing_new() {
      assertThat(VIEWER.redefine("Viewer", VIEWING, VIEWING, NOW))
          .isEqualTo(Outcome.done(Change.none(VIEWER)));
    }

    @Test
    void grants_no_more_than_whoever_redefines_it_holds() {
      assertThat(VIEWER.redefine("Viewer", Grants.everything(), VIEWING, NOW))
          .isEqualTo(Outcome.refused(new AccessRefusal.GrantsTooWide()));
    }
  }

  @Nested
  class Deleting {

    @Test
    void is_possible_while_nobody_holds_the_role() {
      assertThat(VIEWER.delete(0, NOW))
          .isEqualTo(
              Outcome.done(
                  Change.of(
                      new Role(ID, new Revision(2, THEN, NOW, NOW), "Viewer", VIEWING, false))));
    }

    @Test
    void is_refused_while_somebody_holds_it() {
      assertThat(VIEWER.delete(2, NOW))
          .isEqualTo(Outcome.refused(new AccessRefusal.StillInUse("role", 2)));
    }

    @Test
    void twice_changes_nothing() {
      Role deleted = VIEWER.delete(0, THEN).orElseThrow().next();

      assertThat(deleted.delete(0, NOW)).isEqualTo(Outcome.done(Change.none(deleted)));
    }
  }

  @Nested
  class The_administrators_role {

    private static final Role ADMINISTRATOR = Role.administrator(THEN);
    private static final Outcome<Change<Role>> BUILT_IN =
        Outcome.refused(new AccessRefusal.BuiltInRole("Administrator"));

    @Test
    void grants_everything() {
      assertThat(ADMINISTRATOR)
          .isEqualTo(
              new Role(
                  Role.ADMINISTRATOR,
                  Revision.first(THEN),
                  "Administrator",
                  Grants.everything(),
                  true));
    }

    @Test
    void stays_as_it_is() {
      assertThat(ADMINISTRATOR.redefine("Boss", Grants.NONE, Grants.everything(), NOW))
          .isEqualTo(BUILT_IN);
      assertThat(ADMINISTRATOR.delete(0, NOW)).isEqualTo(BUILT_IN);
    }
  }

  @Test
  void the_audit_trail_names_each_permission_with_its_scope() {
    Role role =
        new Role(
            ID,
            Revision.first(THEN),
            "Masked",
            new Grants(VIEWING.scopes(), Set.of("lead.phone", "lead.email")),
            false);

    assertThat(role.facts())
        .isEqualTo(
            Map.of("name", "Masked", "lead:view", "team", "maskedFields", "lead.email lead.phone"));
  }
}
