package dev.kith.crm.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PeopleAndTokensSpec {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.123456Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  private static final RoleId SELLERS = new RoleId(new UUID(0, 7));
  private static final UserId OLGA = Actors.userId("Olga");

  @Nested
  class A_user {

    private final User.Profile profile =
        new User.Profile(" Olga@x.example ", " Olga Owner ", Set.of(SELLERS), Set.of());
    private final User olga =
        new User(
            OLGA,
            Revision.first(NOW),
            new EmailAddress("Olga@x.example"),
            "Olga Owner",
            true,
            Set.of(SELLERS),
            Set.of(),
            NOW);

    @Test
    void is_registered_with_an_address_to_log_in_with_and_a_name() {
      assertThat(User.register(OLGA, profile, NOW)).isEqualTo(Outcome.done(Change.of(olga)));
    }

    @Test
    void is_refused_with_everything_that_is_missing_or_wrong() {
      assertThat(User.register(OLGA, new User.Profile(" ", null, Set.of(), Set.of()), NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "login", "required", "A user needs an e-mail address to log in with."),
                      Violation.at("name", "required", "A user needs a name."))));
      assertThat(olga.edit(new User.Profile("olga", "x".repeat(101), Set.of(), Set.of()), NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("login", "email-syntax", "An e-mail address needs an @."),
                      Violation.at("name", "too-long", "At most 100 characters are allowed."))));
    }

    @Test
    void does_not_change_when_nothing_is_different() {
      assertThat(olga.edit(profile, LATER)).isEqualTo(Outcome.done(Change.none(olga)));
      assertThat(olga.reactivate(LATER)).isEqualTo(Change.none(olga));
    }

    @Test
    void is_deactivated_and_comes_back() {
      User gone = olga.deactivate(LATER).next();
      assertThat(gone)
          .isEqualTo(
              new User(
                  OLGA,
                  olga.revision().next(LATER),
                  olga.login(),
                  olga.name(),
                  false,
                  Set.of(SELLERS),
                  Set.of(),
                  NOW));
      assertThat(gone.deactivate(LATER)).isEqualTo(Change.none(gone));
      assertThat(gone.reactivate(LATER).next())
          .isEqualTo(
              new User(
                  OLGA,
                  gone.revision().next(LATER),
                  olga.login(),
                  olga.name(),
                  true,
                  Set.of(SELLERS),
                  Set.of(),
                  NOW));
    }
  }

  @Nested
  class The_last_administrator {

    private final User admin =
        new User(
            OLGA,
            Revision.first(NOW),
            new EmailAddress("a@x.example"),
            "Ada",
            true,
            Set.of(Role.ADMINISTRATOR),
            Set.of(),
            NOW);

    @Test
    void cannot_be_deactivated_or_lose_the_role() {
      Change<User> gone = admin.deactivate(LATER);
      Change<User> demoted =
          admin
              .edit(new User.Profile("a@x.example", "Ada", Set.of(), Set.of()), LATER)
              .orElseThrow();
      for (Change<User> change : List.of(gone, demoted)) {
        assertThat(admin.unlessLastAdministrator(change, 0))
            .isEqualTo(Outcome.refused(new AccessRefusal.LastAdministrator()));
        assertThat(admin.unlessLastAdministrator(change, 1)).isEqualTo(Outcome.done(change));
      }
    }

    @Test
    void can_be_renamed() {
      Change<User> renamed =
          admin
              .edit(
                  new User.Profile("a@x.example", "Ada L.", Set.of(Role.ADMINISTRATOR), Set.of()),
                  LATER)
              .orElseThrow();
      assertThat(admin.unlessLastAdministrator(renamed, 0)).isEqualTo(Outcome.done(renamed));
    }

    @Test
    void is_none_who_is_deactivated_already() {
      User gone = admin.deactivate(LATER).next();
      assertThat(gone.isAdministrator()).isFalse();
    }
  }

  @Nested
  class A_role {

    private final Grants own = Grants.of(VIEW, Scope.TEAM);

    @Test
    void grants_no_more_than_its_definer_holds() {
      assertThat(Role.define(SELLERS, "Sellers", own, own, NOW))
          .isEqualTo(
              Outcome.done(
                  Change.of(new Role(SELLERS, Revision.first(NOW), "Sellers", own, false))));
      assertThat(Role.define(SELLERS, "Sellers", Grants.of(VIEW, Scope.ALL), own, NOW))
          .isEqualTo(Outcome.refused(new AccessRefusal.GrantsTooWide()));
    }

    @Test
    void needs_a_name() {
      assertThat(Role.define(SELLERS, " ", own, own, NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(Violation.at("name", "required", "A role needs a name."))));
    }

    @Test
    void that_is_built_in_stays_as_it_is() {
      Role administrator = Role.administrator(NOW);
      Outcome<Change<Role>> refused =
          Outcome.refused(new AccessRefusal.BuiltInRole("Administrator"));
      assertThat(administrator.redefine("X", own, Grants.everything(), LATER)).isEqualTo(refused);
      assertThat(administrator.delete(0, LATER)).isEqualTo(refused);
    }
  }

  @Nested
  class A_role_or_team_that_people_are_in {

    @Test
    void is_not_deleted_under_them() {
      Role role =
          Role.define(SELLERS, "Sellers", Grants.NONE, Grants.NONE, NOW).orElseThrow().next();
      Team team = Team.found(new TeamId(new UUID(0, 8)), "North", NOW).orElseThrow().next();
      assertThat(role.delete(2, LATER))
          .isEqualTo(Outcome.refused(new AccessRefusal.StillInUse("role", 2)));
      assertThat(team.delete(1, LATER))
          .isEqualTo(Outcome.refused(new AccessRefusal.StillInUse("team", 1)));
      assertThat(role.delete(0, LATER).orElseThrow().next().revision())
          .isEqualTo(Revision.first(NOW).deleted(LATER));
      assertThat(team.delete(0, LATER).orElseThrow().next().revision())
          .isEqualTo(Revision.first(NOW).deleted(LATER));
    }
  }

  @Nested
  class A_token {

    private final ApiTokenId id = new ApiTokenId(new UUID(0, 9));

    @Test
    void is_good_until_it_expires() {
      ApiToken token = issued(NOW.plusSeconds(10));
      assertThat(token.isGoodAt(NOW.plusSeconds(10).minusNanos(1_000))).isTrue();
      assertThat(token.isGoodAt(NOW.plusSeconds(10))).isFalse();
    }

    @Test
    void is_worth_nothing_once_it_is_revoked() {
      ApiToken token = issued(NOW.plusSeconds(10));
      ApiToken revoked = token.revoke(NOW.plusSeconds(1)).next();
      assertThat(revoked.isGoodAt(NOW.plusSeconds(2))).isFalse();
      assertThat(revoked.revoke(NOW.plusSeconds(3))).isEqualTo(Change.none(revoked));
    }

    @Test
    void is_issued_with_a_name_a_permission_and_an_end_within_a_year() {
      assertThat(ApiToken.issue(id, OLGA, " ", Set.of(), "hash", NOW, NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "name", "required", "A token needs a name that says what uses it."),
                      Violation.at(
                          "permissions", "required", "A token needs at least one permission."),
                      Violation.at(
                          "expiresAt",
                          "out-of-range",
                          "A token expires in the future, within 366 days."))));
      assertThat(
              ApiToken.issue(
                  id, OLGA, "x", Set.of(VIEW), "hash", NOW.plus(Duration.ofDays(366)), NOW))
          .isInstanceOf(Outcome.Done.class);
      assertThat(
              ApiToken.issue(
                  id,
                  OLGA,
                  "x",
                  Set.of(VIEW),
                  "hash",
                  NOW.plus(Duration.ofDays(366)).plusNanos(1_000),
                  NOW))
          .isInstanceOf(Outcome.Refused.class);
    }

    private ApiToken issued(Instant expiresAt) {
      return ApiToken.issue(id, OLGA, "script", Set.of(VIEW), "hash", expiresAt, NOW)
          .orElseThrow()
          .next();
    }
  }
}
