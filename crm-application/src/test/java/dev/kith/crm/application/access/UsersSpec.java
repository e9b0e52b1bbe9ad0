package dev.kith.crm.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.access.Users.Edit;
import dev.kith.crm.application.access.login.LoginStore;
import dev.kith.crm.application.access.login.Logins.Opened;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.testkit.AccessFixtures;
import dev.kith.crm.testkit.AccessWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UsersSpec {

  private static final Permission VIEW = Permission.of(Feature.ACCESS, Action.VIEW);
  private static final Permission ADMINISTER = Permission.of(Feature.ACCESS, Action.ADMINISTER);
  private static final Permission VIEW_LEADS = Permission.of(Feature.LEAD, Action.VIEW);
  private static final Grants USER_CARE =
      new Grants(Map.of(VIEW, Scope.ALL, ADMINISTER, Scope.ALL), Set.of());
  private static final RoleId NO_ROLE = new RoleId(new UUID(0, 98));
  private static final TeamId NO_TEAM = new TeamId(new UUID(0, 99));
  private static final Outcome<User> TOO_WIDE = Outcome.refused(new AccessRefusal.GrantsTooWide());

  private final AccessWorld world = new AccessWorld();
  private final Users users = world.asAda().users();

  @Nested
  class Registering {

    @Test
    void adds_a_user_who_can_log_in() {
      Role viewer = world.role("Leads", Grants.of(VIEW_LEADS, Scope.ALL));
      TeamId north = world.team("North");
      User una =
          users
              .register(
                  new User.Profile(
                      "una@engines.example", "Una", Set.of(viewer.id()), Set.of(north)),
                  AccessWorld.PASSWORD)
              .orElseThrow();

      assertThat(una)
          .isEqualTo(
              new User(
                  una.id(),
                  Revision.first(world.clock.instant()),
                  new EmailAddress("una@engines.example"),
                  "Una",
                  true,
                  Set.of(viewer.id()),
                  Set.of(north),
                  world.clock.instant()));
      assertThat(world.logIn("una@engines.example").actor().grants()).isEqualTo(viewer.grants());
    }

    @Test
    void lists_all_problems_at_once() {
      assertThat(
              users.register(
                  new User.Profile("una", null, Set.of(NO_ROLE), Set.of(NO_TEAM)), "short"))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("login", "email-syntax", "An e-mail address needs an @."),
                      Violation.at("name", "required", "A user needs a name."),
                      Violation.at(
                          "roles/" + NO_ROLE, "unknown-role", "There is no role " + NO_ROLE + "."),
                      Violation.at(
                          "teams/" + NO_TEAM, "unknown-team", "There is no team " + NO_TEAM + "."),
                      Violation.at(
                          "password", "too-short", "A password has at least 12 characters."))));
    }

    @Test
    void takes_a_login_only_once() {
      world.user("Una User");

      assertThat(
              users.register(
                  new User.Profile("UNA.USER@engines.example", "Una Two", Set.of(), Set.of()),
                  AccessWorld.PASSWORD))
          .isEqualTo(Outcome.refused(new AccessRefusal.LoginTaken("UNA.USER@engines.example")));
    }

    @Test
    void gives_nobody_a_role_that_allows_more_than_oneself() {
      Users carers = world.as(world.userWith("Cora Care", USER_CARE)).users();
      Role viewer = world.role("Leads", Grants.of(VIEW_LEADS, Scope.ALL));

      assertThat(carers.register(profile("Una User", viewer.id()), AccessWorld.PASSWORD))
          .isEqualTo(TOO_WIDE);
      assertThat(carers.register(profile("Una User", Role.ADMINISTRATOR), AccessWorld.PASSWORD))
          .isEqualTo(TOO_WIDE);
      assertThat(carers.register(profile("Una User"), AccessWorld.PASSWORD))
          .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void under_an_idempotency_key_happens_once_and_remembers_no_password() {
      User first =
          world
              .asAda()
              .idempotent("key-1")
              .users()
              .register(profile("Una User"), AccessWorld.PASSWORD)
              .orElseThrow();

      assertThat(
              world
                  .asAda()
                  .idempotent("key-1")
                  .users()
                  .register(profile("Una User"), "quite another password"))
          .isEqualTo(Outcome.done(first));
      assertThat(world.storage.logins().password(first.id()))
          .map(LoginStore.Password::hash)
          .contains(world.hasher.hash(AccessWorld.PASSWORD));
    }
  }

  @Nested
  class Editing {

    @Test
    void changes_what_is_named_and_leaves_the_rest() {
      Role viewer = world.role("Leads", Grants.of(VIEW_LEADS, Scope.ALL));
      TeamId north = world.team("North");
      User una = world.user("Una User", viewer.id());
      world.clock.advance(Duration.ofMinutes(1));

      assertThat(users.edit(una.id(), new Edit(null, "Una Union", null, Set.of(north))))
          .isEqualTo(
              Outcome.done(
                  new User(
                      una.id(),
                      una.revision().next(world.clock.instant()),
                      una.login(),
                      "Una Union",
                      true,
                      Set.of(viewer.id()),
                      Set.of(north),
                      una.passwordChangedAt())));
    }

    @Test
    void is_written_to_the_audit_trail_field_by_field() {
      User una = world.user("Una User");
      users.edit(una.id(), new Edit("una@new.example", null, null, null)).orElseThrow();
      users.setPassword(una.id(), "quite another password").orElseThrow();

      var trail = users.timeline(una.id(), null, 10).orElseThrow();
      assertThat(trail)
          .extracting(entry -> entry.action())
          .containsExactly("user.set-password", "user.edit", "user.register");
      assertThat(trail.get(1).changes())
          .containsExactly(new FieldChange("login", "una.user@engines.example", "una@new.example"));
      assertThat(trail.toString()).doesNotContain("quite another password", AccessWorld.PASSWORD);
    }

    @Test
    void is_refused_on_another_version_than_the_expected() {
      User una = world.user("Una User");

      assertThat(
              world
                  .asAda()
                  .expecting(7)
                  .users()
                  .edit(una.id(), new Edit(null, "Una Union", null, null)))
          .isEqualTo(Outcome.refused(new StaleVersion("user", una.id().toString(), 7, 1)));
    }

    @Test
    void gives_only_roles_that_one_could_hold_but_leaves_those_that_are_there() {
      Role viewer = world.role("Leads", Grants.of(VIEW_LEADS, Scope.ALL));
      Role other = world.role("More leads", Grants.of(VIEW_LEADS, Scope.TEAM));
      User una = world.user("Una User", viewer.id());
      Users carers = world.as(world.userWith("Cora Care", USER_CARE)).users();

      assertThat(carers.edit(una.id(), new Edit(null, null, Set.of(viewer.id(), other.id()), null)))
          .isEqualTo(TOO_WIDE);
      assertThat(
              carers
                  .edit(una.id(), new Edit(null, "Una Union", Set.of(viewer.id()), null))
                  .map(User::name))
          .isEqualTo(Outcome.done("Una Union"));
      assertThat(carers.edit(una.id(), new Edit(null, null, Set.of(), null)).map(User::roles))
          .isEqualTo(Outcome.done(Set.of()));
    }

    @Test
    void of_somebody_who_does_not_exist_is_not_found() {
      UserId nobody = new UserId(new UUID(0, 97));

      assertThat(users.edit(nobody, new Edit(null, "Una", null, null)))
          .isEqualTo(Outcome.refused(NotFound.of("user", nobody.value())));
    }
  }

  @Nested
  class The_last_administrator {

    private static final Outcome<User> LAST =
        Outcome.refused(new AccessRefusal.LastAdministrator());

    @Test
    void cannot_be_deactivated_or_lose_the_role() {
      assertThat(users.deactivate(world.ada.id())).isEqualTo(LAST);
      assertThat(users.edit(world.ada.id(), new Edit(null, null, Set.of(), null))).isEqualTo(LAST);
    }

    @Test
    void is_the_one_who_is_left_when_the_others_were_deactivated() {
      User ben = world.user("Ben Boss", Role.ADMINISTRATOR);

      assertThat(users.deactivate(ben.id()).map(User::active)).isEqualTo(Outcome.done(false));
      assertThat(users.deactivate(world.ada.id())).isEqualTo(LAST);
    }

    @Test
    void can_go_once_there_is_another() {
      world.user("Ben Boss", Role.ADMINISTRATOR);

      assertThat(users.deactivate(world.ada.id()).map(User::active)).isEqualTo(Outcome.done(false));
    }
  }

  @Nested
  class Deactivating {

    @Test
    void ends_sessions_and_tokens_at_once() {
      User una = world.userWith("Una User", Grants.of(VIEW_LEADS, Scope.ALL));
      Opened session = world.logIn(una.login().text());
      String token = ApiTokensSpec.issue(world, una, "Importer", VIEW_LEADS).secret();
      assertThat(world.crm.logins().present(session.secret())).isPresent();
      assertThat(world.crm.logins().program(token)).isPresent();

      users.deactivate(una.id()).orElseThrow();

      assertThat(world.crm.logins().present(session.secret())).isEmpty();
      assertThat(world.crm.logins().program(token)).isEmpty();
      assertThat(logIn(una)).isEqualTo(Outcome.refused(new AccessRefusal.WrongCredentials()));
    }

    @Test
    void is_undone_by_reactivating_but_for_the_old_sessions() {
      User una = world.userWith("Una User", Grants.of(VIEW_LEADS, Scope.ALL));
      Opened session = world.logIn(una.login().text());
      String token = ApiTokensSpec.issue(world, una, "Importer", VIEW_LEADS).secret();
      users.deactivate(una.id()).orElseThrow();

      assertThat(users.reactivate(una.id()).map(User::active)).isEqualTo(Outcome.done(true));
      assertThat(world.crm.logins().present(session.secret())).isEmpty();
      assertThat(world.crm.logins().program(token)).isPresent();
      assertThat(logIn(una)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void cannot_be_undone_by_somebody_who_may_less() {
      User una = world.userWith("Una User", Grants.of(VIEW_LEADS, Scope.ALL));
      users.deactivate(una.id()).orElseThrow();

      assertThat(world.as(world.userWith("Cora Care", USER_CARE)).users().reactivate(una.id()))
          .isEqualTo(TOO_WIDE);
    }
  }

  @Nested
  class Setting_a_password {

    @Test
    void replaces_the_old_one_and_ends_all_sessions() {
      User una = world.user("Una User");
      Opened session = world.logIn(una.login().text());

      users.setPassword(una.id(), "quite another password").orElseThrow();

      assertThat(world.crm.logins().present(session.secret())).isEmpty();
      assertThat(logIn(una)).isEqualTo(Outcome.refused(new AccessRefusal.WrongCredentials()));
      assertThat(
              world
                  .crm
                  .logins()
                  .logIn(una.login().text(), "quite another password", "192.0.2.1", null))
          .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void takes_only_a_good_one() {
      User una = world.user("Una User");

      assertThat(users.setPassword(una.id(), "password1234"))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "password",
                          "password-too-common",
                          "This password is one of the first that anybody would try."))));
      assertThat(logIn(una)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void of_somebody_who_may_more_is_refused_since_it_would_open_their_door() {
      Users carers = world.as(world.userWith("Cora Care", USER_CARE)).users();

      assertThat(carers.setPassword(world.ada.id(), "quite another password")).isEqualTo(TOO_WIDE);
    }
  }

  @Nested
  class Without_permission {

    private final User una = world.userWith("Una User", Grants.of(VIEW_LEADS, Scope.ALL));
    private final Users unas = world.as(una).users();

    @Test
    void nobody_changes_users() {
      Outcome<User> forbidden =
          Outcome.refused(
              new Forbidden(
                  "access:administer",
                  "This needs the permission access:administer on all records."));

      assertThat(unas.register(profile("Otto Other"), AccessWorld.PASSWORD)).isEqualTo(forbidden);
      assertThat(unas.edit(una.id(), new Edit(null, "Una Union", null, null))).isEqualTo(forbidden);
      assertThat(unas.deactivate(una.id())).isEqualTo(forbidden);
      assertThat(unas.reactivate(una.id())).isEqualTo(forbidden);
      assertThat(unas.setPassword(una.id(), AccessWorld.PASSWORD)).isEqualTo(forbidden);
    }

    @Test
    void nobody_reads_others_but_everybody_reads_themselves() {
      Forbidden forbidden =
          new Forbidden("access:view", "This needs the permission access:view on all records.");

      assertThat(unas.list(ListQuery.all(unas.fields()))).isEqualTo(Outcome.refused(forbidden));
      assertThat(unas.get(world.ada.id())).isEqualTo(Outcome.refused(forbidden));
      assertThat(unas.timeline(una.id(), null, 10)).isEqualTo(Outcome.refused(forbidden));
      assertThat(unas.get(una.id()).map(UserView::name)).isEqualTo(Outcome.done("Una User"));
    }

    @Test
    void a_permission_on_ones_own_records_is_not_enough_for_users_whom_nobody_owns() {
      Users limited =
          world
              .as(
                  world.userWith(
                      "Tim Team",
                      new Grants(Map.of(VIEW, Scope.TEAM, ADMINISTER, Scope.OWN), Set.of())))
              .users();

      assertThat(limited.register(profile("Otto Other"), AccessWorld.PASSWORD))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(limited.list(ListQuery.all(limited.fields()))).isInstanceOf(Outcome.Refused.class);
    }
  }

  @Nested
  class Owning_records {

    @Test
    void is_for_active_users() {
      User una = world.user("Una User");
      assertThat(world.crm.owners().canOwn(una.id())).isTrue();
      assertThat(world.crm.owners().find("una", 5))
          .isEqualTo(List.of(new Owners.Owner(una.id(), "Una User")));

      users.deactivate(una.id()).orElseThrow();
      assertThat(world.crm.owners().canOwn(una.id())).isFalse();
      assertThat(world.crm.owners().find("una", 5)).isEmpty();
    }
  }

  private Outcome<Opened> logIn(User user) {
    return world.crm.logins().logIn(user.login().text(), AccessWorld.PASSWORD, "192.0.2.9", null);
  }

  private static User.Profile profile(String name, RoleId... roles) {
    return new User.Profile(AccessFixtures.loginOf(name), name, Set.of(roles), Set.of());
  }
}
