package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.access.login.LoginStore;
import dev.kith.crm.application.access.login.LoginStore.Password;
import dev.kith.crm.application.access.login.LoginStore.Person;
import dev.kith.crm.application.access.login.LoginStore.SessionOwner;
import dev.kith.crm.application.access.login.LoginStore.TokenOwner;
import dev.kith.crm.application.access.login.Session;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link LoginStore} promises. */
public interface LoginStoreContract extends AccessKeeping {

  @Test
  default void a_password_is_found_by_login_and_by_user_and_can_be_replaced() {
    User una = add(AccessFixtures.user("Una User", Set.of(), Set.of()));

    assertThat(logins().password(una.id())).isEmpty();
    put(una.id(), "first");
    assertThat(logins().password("una.user@engines.example"))
        .contains(new Password(una.id(), "una.user@engines.example", true, "first"));
    put(una.id(), "second");
    update(una.deactivate(LATER).next()).orElseThrow();
    assertThat(logins().password(una.id()))
        .contains(new Password(una.id(), "una.user@engines.example", false, "second"));
    assertThat(logins().password("nobody@engines.example")).isEmpty();
  }

  @Test
  default void a_person_has_the_grants_of_all_roles_and_the_colleagues_of_all_teams() {
    Grants masked =
        new Grants(
            Map.of(Permission.of(Feature.LEAD, Action.VIEW), Scope.OWN), Set.of("lead.phone"));
    Grants jobs = Grants.of(Permission.of(Feature.JOB, Action.VIEW), Scope.ALL);
    Role viewer = add(AccessFixtures.role("Viewer", masked));
    Role operator = add(AccessFixtures.role("Operator", jobs));
    Team north = add(AccessFixtures.team("North"));
    Team south = add(AccessFixtures.team("South"));
    User una =
        add(
            AccessFixtures.user(
                "Una User", Set.of(viewer.id(), operator.id()), Set.of(north.id(), south.id())));
    User carl =
        add(AccessFixtures.user("Carl Colleague", Set.of(), Set.of(north.id(), south.id())));
    User sue = add(AccessFixtures.user("Sue South", Set.of(), Set.of(south.id())));
    User otto = add(AccessFixtures.user("Otto Other", Set.of(), Set.of()));

    assertThat(logins().person(una.id()))
        .contains(
            new Person(una.id(), "Una User", true, masked.or(jobs), Set.of(carl.id(), sue.id())));
    assertThat(logins().person(otto.id()))
        .contains(new Person(otto.id(), "Otto Other", true, Grants.NONE, Set.of()));
    assertThat(logins().person(new UserId(new UUID(0, 99)))).isEmpty();
  }

  @Test
  default void an_administrator_may_everything() {
    add(Role.administrator(AccessFixtures.THEN));
    User ada = add(AccessFixtures.user("Ada Admin", Set.of(Role.ADMINISTRATOR), Set.of()));

    assertThat(logins().person(ada.id()))
        .contains(new Person(ada.id(), "Ada Admin", true, Grants.everything(), Set.of()));
  }

  @Test
  default void a_session_is_found_by_its_secret_with_its_owner_as_they_are_now() {
    Role viewer = add(AccessFixtures.role("Viewer"));
    User una = add(AccessFixtures.user("Una User", Set.of(viewer.id()), Set.of()));
    Session session = open(una.id(), 1, AccessFixtures.THEN, "Firefox");

    assertThat(logins().sessionOwner(session.secretHash()))
        .contains(
            new SessionOwner(
                session, new Person(una.id(), "Una User", true, viewer.grants(), Set.of())));
    update(una.deactivate(LATER).next()).orElseThrow();
    assertThat(logins().sessionOwner(session.secretHash()))
        .contains(
            new SessionOwner(
                session, new Person(una.id(), "Una User", false, viewer.grants(), Set.of())));
    assertThat(logins().sessionOwner(AccessFixtures.hashOf("another"))).isEmpty();
  }

  @Test
  default void sessions_are_listed_by_their_last_use() {
    User una = add(AccessFixtures.user("Una User", Set.of(), Set.of()));
    User otto = add(AccessFixtures.user("Otto Other", Set.of(), Set.of()));
    Session early = open(una.id(), 1, AccessFixtures.THEN, null);
    Session late = open(una.id(), 2, AccessFixtures.THEN.plusSeconds(60), "Firefox");
    open(otto.id(), 3, AccessFixtures.THEN, null);

    assertThat(logins().sessionsOf(una.id())).containsExactly(late, early);
    run(() -> logins().sessionUsed(early.id(), LATER));
    Session used =
        new Session(
            early.id(),
            una.id(),
            early.secretHash(),
            early.openedAt(),
            LATER,
            early.address(),
            null);
    assertThat(logins().sessionsOf(una.id())).containsExactly(used, late);
  }

  @Test
  default void a_session_that_has_ended_is_gone() {
    User una = add(AccessFixtures.user("Una User", Set.of(), Set.of()));
    User otto = add(AccessFixtures.user("Otto Other", Set.of(), Set.of()));
    Session one = open(una.id(), 1, AccessFixtures.THEN, null);
    Session two = open(una.id(), 2, AccessFixtures.THEN, null);
    Session three = open(una.id(), 3, AccessFixtures.THEN, null);
    Session others = open(otto.id(), 4, AccessFixtures.THEN, null);

    run(() -> logins().endSession(one.id()));
    run(() -> logins().endSession(one.id()));
    run(() -> logins().sessionUsed(one.id(), LATER));
    assertThat(logins().sessionsOf(una.id())).containsExactlyInAnyOrder(two, three);
    run(() -> logins().endSessionsOf(una.id(), three.id()));
    assertThat(logins().sessionsOf(una.id())).containsExactly(three);
    run(() -> logins().endSessionsOf(una.id(), null));
    assertThat(logins().sessionsOf(una.id())).isEmpty();
    assertThat(logins().sessionsOf(otto.id())).containsExactly(others);
  }

  @Test
  default void a_token_is_found_by_its_secret_with_its_owner_as_they_are_now() {
    Role viewer = add(AccessFixtures.role("Viewer"));
    User una = add(AccessFixtures.user("Una User", Set.of(viewer.id()), Set.of()));
    ApiToken token = add(AccessFixtures.token(una.id(), "Importer"));
    Person person = new Person(una.id(), "Una User", true, viewer.grants(), Set.of());

    assertThat(logins().tokenOwner(token.secretHash()))
        .contains(new TokenOwner(token, null, person));
    run(() -> storage().apiTokens().used(token.id(), LATER));
    assertThat(logins().tokenOwner(token.secretHash()))
        .contains(new TokenOwner(token, LATER, person));
    update(token.revoke(LATER).next()).orElseThrow();
    assertThat(logins().tokenOwner(token.secretHash()))
        .contains(new TokenOwner(token.revoke(LATER).next(), LATER, person));
    assertThat(logins().tokenOwner(AccessFixtures.hashOf("another"))).isEmpty();
  }

  default LoginStore logins() {
    return storage().logins();
  }

  private Session open(UserId user, long number, Instant at, @Nullable String device) {
    Session session =
        new Session(
            new SessionId(SequentialIds.number(number)),
            user,
            AccessFixtures.hashOf("session " + number),
            at,
            at,
            "192.0.2.1",
            device);
    run(() -> logins().addSession(session));
    return session;
  }

  private void put(UserId user, String hash) {
    run(() -> logins().putPassword(user, hash));
  }

  private void run(Runnable work) {
    storage()
        .transactions()
        .always(() -> {
          work.run();
          return true;
        });
  }
}
