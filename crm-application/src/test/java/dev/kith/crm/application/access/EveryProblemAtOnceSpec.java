package dev.kith.crm.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.testkit.AccessWorld;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EveryProblemAtOnceSpec {

  private static final UUID NOBODY = new UUID(0, 99);
  private static final Set<RoleId> NO_ROLE = Set.of(new RoleId(NOBODY));
  private static final Set<TeamId> NO_TEAM = Set.of(new TeamId(NOBODY));
  private static final Grants SHOES =
      new Grants(
          Map.of(Permission.of(Feature.LEAD, Action.VIEW), Scope.OWN), Set.of("lead.shoeSize"));

  private final AccessWorld world = new AccessWorld();
  private final Workspace crm = world.asAda();

  /**
   * A command that is refused names everything that is wrong with it, as asking beforehand does.
   */
  @Nested
  class Is_named_by_a_refusal_and_beforehand {

    @Test
    void of_a_user_who_is_registered() {
      User.Profile profile = new User.Profile("nobody", " ", NO_ROLE, NO_TEAM);

      assertThat(told(crm.users().register(profile, "short")))
          .isEqualTo(
              told(
                  crm.users().problemsOf(new Users.Edit("nobody", " ", NO_ROLE, NO_TEAM), "short")))
          .containsExactly(
              "/login email-syntax",
              "/name required",
              "/password too-short",
              "/roles/" + NOBODY + " unknown-role",
              "/teams/" + NOBODY + " unknown-team");
    }

    @Test
    void of_a_user_who_is_edited() {
      Users.Edit edit = new Users.Edit("nobody", " ", NO_ROLE, NO_TEAM);

      assertThat(told(crm.users().edit(world.ada.id(), edit)))
          .isEqualTo(told(crm.users().problemsOf(edit, null)))
          .containsExactly(
              "/login email-syntax",
              "/name required",
              "/roles/" + NOBODY + " unknown-role",
              "/teams/" + NOBODY + " unknown-team");
    }

    @Test
    void of_a_role() {
      RoleId guest = crm.roles().define("Guest", Grants.NONE).orElseThrow().id();
      Roles.Redefinition wrong = new Roles.Redefinition(" ", SHOES);

      assertThat(told(crm.roles().define(" ", SHOES)))
          .isEqualTo(told(crm.roles().redefine(guest, wrong)))
          .isEqualTo(told(crm.roles().problemsOf(wrong)))
          .containsExactly("/maskedFields unknown-field", "/name required");
    }

    @Test
    void of_a_team() {
      TeamId north = crm.teams().found("North").orElseThrow().id();
      String wrong = "x".repeat(101);

      assertThat(told(crm.teams().found(wrong)))
          .isEqualTo(told(crm.teams().rename(north, wrong)))
          .isEqualTo(told(crm.teams().problemsOf(wrong)))
          .containsExactly("/name too-long");
      assertThat(crm.teams().problemsOf("South")).isEmpty();
    }

    @Test
    void of_a_token() {
      ApiTokens.Issue wrong =
          new ApiTokens.Issue(" ", Set.of(), Instant.parse("1999-01-01T00:00:00Z"));

      assertThat(told(crm.apiTokens().issue(wrong)))
          .isEqualTo(told(crm.apiTokens().problemsOf(wrong)))
          .containsExactly("/expiresAt out-of-range", "/name required", "/permissions required");
    }

    @Test
    void of_a_schedule() {
      String name = crm.schedules().list().orElseThrow().getFirst().name();
      String wrong = "daily 24:00 Nowhere/Land";

      assertThat(told(crm.schedules().change(name, wrong)))
          .isEqualTo(told(crm.schedules().problemsOf(wrong)))
          .containsExactly("/schedule schedule-time", "/schedule schedule-zone");
      assertThat(crm.schedules().problemsOf("daily 08:00 UTC")).isEmpty();
    }
  }

  private static List<String> told(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal)
        ? told(refusal.violations())
        : List.of();
  }

  private static List<String> told(List<Violation> violations) {
    return violations.stream().map(v -> v.pointer() + " " + v.code()).sorted().toList();
  }
}
