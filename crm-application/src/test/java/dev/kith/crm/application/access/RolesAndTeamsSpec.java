package dev.kith.crm.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.access.Roles.Redefinition;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.shared.CommonRefusal;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.testkit.AccessWorld;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RolesAndTeamsSpec {

  private static final Permission VIEW_LEADS = Permission.of(Feature.LEAD, Action.VIEW);
  private static final Grants VIEWING = Grants.of(VIEW_LEADS, Scope.ALL);

  private final AccessWorld world = new AccessWorld();
  private final Roles roles = world.asAda().roles();
  private final Teams teams = world.asAda().teams();

  @Nested
  class A_role {

    @Test
    void that_is_redefined_counts_from_the_next_call_of_whoever_holds_it() {
      User una = world.userWith("Una User", VIEWING);
      var session = world.logIn(una.login().text());
      RoleId role = una.roles().iterator().next();

      roles.redefine(role, new Redefinition(null, Grants.NONE)).orElseThrow();

      assertThat(world.crm.logins().present(session.secret()))
          .map(present -> present.actor().grants())
          .contains(Grants.NONE);
    }

    @Test
    void keeps_what_is_not_redefined() {
      Role role = roles.define("Guest", VIEWING).orElseThrow();

      Role renamed = roles.redefine(role.id(), new Redefinition("Visitor", null)).orElseThrow();

      assertThat(renamed)
          .isEqualTo(
              new Role(
                  role.id(),
                  role.revision().next(world.clock.instant()),
                  "Visitor",
                  VIEWING,
                  false));
    }

    @Test
    void has_a_name_of_its_own() {
      assertThat(roles.define("viewer", VIEWING))
          .isEqualTo(Outcome.refused(new CommonRefusal.NameTaken("role", "viewer")));
    }

    @Test
    void hides_only_fields_that_there_are() {
      Grants masking = new Grants(VIEWING.scopes(), Set.of("lead.phone", "lead.shoeSize"));

      assertThat(roles.define(null, masking))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("name", "required", "A role needs a name."),
                      Violation.at(
                          "maskedFields",
                          "unknown-field",
                          "There is no field lead.shoeSize to hide."))));
      assertThat(roles.maskableFields()).contains("lead.phone").doesNotContain("lead.id");
    }

    @Test
    void hides_nothing_that_what_can_be_done_and_the_history_tell_anyway() {
      assertThat(roles.maskableFields())
          .contains("lead.reason", "account.stage")
          .doesNotContain("lead.status", "lead.statusSince", "opportunity.stage")
          .doesNotContain("lead.createdAt", "account.updatedAt", "contact.version");
    }

    @Test
    void grants_no_more_than_whoever_defines_it_holds() {
      Grants care =
          new Grants(
              Map.of(AccessFeature.VIEW, Scope.ALL, AccessFeature.ADMINISTER, Scope.ALL), Set.of());
      Role guest = roles.define("Guest", Grants.NONE).orElseThrow();
      Roles carers = world.as(world.userWith("Cora Care", care)).roles();

      assertThat(carers.define("Wide", VIEWING))
          .isEqualTo(Outcome.refused(new AccessRefusal.GrantsTooWide()));
      assertThat(carers.redefine(guest.id(), new Redefinition(null, VIEWING)))
          .isEqualTo(Outcome.refused(new AccessRefusal.GrantsTooWide()));
    }

    @Test
    void is_deleted_only_when_nobody_holds_it_any_more() {
      User una = world.userWith("Una User", VIEWING);
      RoleId role = una.roles().iterator().next();
      world.asAda().users().deactivate(una.id()).orElseThrow();

      assertThat(roles.delete(role))
          .isEqualTo(Outcome.refused(new AccessRefusal.StillInUse("role", 1)));
      world
          .asAda()
          .users()
          .edit(una.id(), new Users.Edit(null, null, Set.of(), null))
          .orElseThrow();
      assertThat(roles.delete(role)).isInstanceOf(Outcome.Done.class);
      assertThat(roles.get(role)).isEqualTo(Outcome.refused(NotFound.of("role", role.value())));
      assertThat(roles.redefine(role, new Redefinition("Again", null)))
          .isEqualTo(Outcome.refused(NotFound.of("role", role.value())));
    }

    @Test
    void of_the_administrator_stays() {
      Outcome<Role> builtIn = Outcome.refused(new AccessRefusal.BuiltInRole("Administrator"));

      assertThat(roles.redefine(Role.ADMINISTRATOR, new Redefinition("Boss", null)))
          .isEqualTo(builtIn);
      assertThat(roles.delete(Role.ADMINISTRATOR)).isEqualTo(builtIn);
    }
  }

  @Nested
  class A_team {

    @Test
    void lets_its_members_see_each_other() {
      Team north = teams.found("North").orElseThrow();
      User una = world.user("Una User");
      User otto = world.user("Otto Other");
      Users users = world.asAda().users();
      users.edit(una.id(), new Users.Edit(null, null, null, Set.of(north.id()))).orElseThrow();
      users.edit(otto.id(), new Users.Edit(null, null, null, Set.of(north.id()))).orElseThrow();

      assertThat(world.actor(una).colleagues()).containsExactly(otto.id());
    }

    @Test
    void has_a_name_of_its_own() {
      teams.found("North").orElseThrow();
      Team south = teams.found("South").orElseThrow();

      assertThat(teams.found("NORTH"))
          .isEqualTo(Outcome.refused(new CommonRefusal.NameTaken("team", "NORTH")));
      assertThat(teams.rename(south.id(), "north"))
          .isEqualTo(Outcome.refused(new CommonRefusal.NameTaken("team", "north")));
      assertThat(teams.rename(south.id(), "SOUTH").map(Team::name))
          .isEqualTo(Outcome.done("SOUTH"));
    }

    @Test
    void is_deleted_only_when_it_has_no_members_any_more() {
      Team north = teams.found("North").orElseThrow();
      User una = world.user("Una User");
      Users users = world.asAda().users();
      users.edit(una.id(), new Users.Edit(null, null, null, Set.of(north.id()))).orElseThrow();

      assertThat(teams.delete(north.id()))
          .isEqualTo(Outcome.refused(new AccessRefusal.StillInUse("team", 1)));
      users.edit(una.id(), new Users.Edit(null, null, null, Set.of())).orElseThrow();
      assertThat(teams.delete(north.id())).isInstanceOf(Outcome.Done.class);
      assertThat(teams.get(north.id()))
          .isEqualTo(Outcome.refused(NotFound.of("team", north.id().value())));
      assertThat(teams.rename(north.id(), "Again"))
          .isEqualTo(Outcome.refused(NotFound.of("team", north.id().value())));
    }
  }

  @Test
  void without_permission_nobody_reads_or_changes_them() {
    var una = world.as(world.userWith("Una User", VIEWING));
    Forbidden administer =
        new Forbidden(
            "access:administer", "This needs the permission access:administer on all records.");
    Forbidden view =
        new Forbidden("access:view", "This needs the permission access:view on all records.");

    assertThat(una.roles().define("Mine", Grants.NONE)).isEqualTo(Outcome.refused(administer));
    assertThat(una.roles().delete(Role.ADMINISTRATOR)).isEqualTo(Outcome.refused(administer));
    assertThat(una.roles().get(Role.ADMINISTRATOR)).isEqualTo(Outcome.refused(view));
    assertThat(una.roles().list(ListQuery.all(RoleView.CATALOGUE)))
        .isEqualTo(Outcome.refused(view));
    assertThat(una.teams().found("Mine")).isEqualTo(Outcome.refused(administer));
    assertThat(una.teams().list(ListQuery.all(TeamView.CATALOGUE)))
        .isEqualTo(Outcome.refused(view));
  }
}
