package dev.kith.crm.application.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.access.login.Logins.Opened;
import dev.kith.crm.application.access.login.OwnLogin.SessionView;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.testkit.AccessWorld;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OwnLoginSpec {

  private static final String NEW = "quite another password";

  private final AccessWorld world = new AccessWorld();
  private final User una = world.user("Una User");
  private final Opened opened = world.logIn(una.login().text());
  private final OwnLogin own = world.crm.as(opened.actor()).ownLogin();

  @Nested
  class Changing_ones_password {

    @Test
    void needs_the_old_one_and_no_permission() {
      world.clock.advance(Duration.ofMinutes(1));

      assertThat(own.changePassword(AccessWorld.PASSWORD, NEW, opened.session()))
          .isEqualTo(Outcome.done(una.changePassword(world.clock.instant()).next()));
      assertThat(logIn(AccessWorld.PASSWORD))
          .isEqualTo(Outcome.refused(new AccessRefusal.WrongCredentials()));
      assertThat(logIn(NEW)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void ends_all_other_sessions() {
      Opened other = world.logIn(una.login().text());

      own.changePassword(AccessWorld.PASSWORD, NEW, opened.session()).orElseThrow();

      assertThat(world.crm.logins().present(opened.secret())).isPresent();
      assertThat(world.crm.logins().present(other.secret())).isEmpty();
    }

    @Test
    void lists_all_problems_at_once() {
      assertThat(own.changePassword("wrong password!!", "short", opened.session()))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("oldPassword", "wrong-password", "This is not your password."),
                      Violation.at(
                          "newPassword", "too-short", "A password has at least 12 characters."))));
      assertThat(logIn(AccessWorld.PASSWORD)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void is_slowed_down_for_whoever_guesses_at_an_open_screen() {
      for (int i = 0; i < 5; i++) {
        assertThat(own.changePassword("wrong password!!", NEW, opened.session()))
            .isInstanceOf(Outcome.Refused.class);
      }
      assertThat(own.changePassword(AccessWorld.PASSWORD, NEW, opened.session()))
          .isEqualTo(Outcome.refused(new AccessRefusal.TooManyAttempts(1)));
    }

    @Test
    void is_answered_again_under_its_idempotency_key() {
      OwnLogin repeated = world.crm.as(opened.actor()).idempotent("key-1").ownLogin();
      User first = repeated.changePassword(AccessWorld.PASSWORD, NEW, null).orElseThrow();

      assertThat(
              world
                  .crm
                  .as(opened.actor())
                  .idempotent("key-1")
                  .ownLogin()
                  .changePassword(AccessWorld.PASSWORD, NEW, null))
          .isEqualTo(Outcome.done(first));
    }
  }

  @Nested
  class Ones_sessions {

    @Test
    void are_listed_the_last_used_first() {
      world.clock.advance(Duration.ofMinutes(10));
      Opened phone =
          world
              .crm
              .logins()
              .logIn(una.login().text(), AccessWorld.PASSWORD, "192.0.2.7", "Phone")
              .orElseThrow();
      world.logIn(AccessWorld.ADA);
      var now = world.clock.instant();
      var then = now.minus(Duration.ofMinutes(10));

      assertThat(own.sessions())
          .isEqualTo(
              Outcome.done(
                  List.of(
                      new SessionView(
                          phone.session(), now, now, phone.endsAt(), "192.0.2.7", "Phone"),
                      new SessionView(
                          opened.session(), then, then, opened.endsAt(), "192.0.2.1", null))));
    }

    @Test
    void can_be_ended_one_by_one() {
      Opened other = world.logIn(una.login().text());

      own.endSession(other.session()).orElseThrow();

      assertThat(world.crm.logins().present(other.secret())).isEmpty();
      assertThat(world.crm.logins().present(opened.secret())).isPresent();
    }

    @Test
    void are_nobody_elses() {
      SessionId adas = world.logIn(AccessWorld.ADA).session();

      assertThat(own.endSession(adas))
          .isEqualTo(Outcome.refused(NotFound.of("session", adas.value())));
    }
  }

  @Nested
  class Somebody_else {

    @Test
    void with_an_api_token_neither_changes_the_password_nor_sees_the_sessions() {
      Actor program =
          new Actor(
              Actor.Kind.TOKEN, una.id(), "Una User (Importer)", Grants.everything(), Set.of());
      OwnLogin programs = world.crm.as(program).ownLogin();
      Forbidden forbidden =
          new Forbidden(
              "", "This can be done only by somebody who logged in, not with an API token.");

      assertThat(programs.changePassword(AccessWorld.PASSWORD, NEW, null))
          .isEqualTo(Outcome.refused(forbidden));
      assertThat(programs.sessions()).isEqualTo(Outcome.refused(forbidden));
      assertThat(programs.endSession(opened.session())).isEqualTo(Outcome.refused(forbidden));
    }

    @Test
    void whom_only_the_embedder_knows_has_no_password_here() {
      UUID eve = new UUID(0, 77);
      OwnLogin externals =
          world.crm.as(Actor.external(eve, "Eve External", Grants.everything())).ownLogin();

      assertThat(externals.changePassword(AccessWorld.PASSWORD, NEW, null))
          .isEqualTo(Outcome.refused(NotFound.of("user", eve)));
      assertThat(externals.sessions()).isEqualTo(Outcome.done(List.of()));
    }
  }

  private Outcome<Opened> logIn(String password) {
    return world.crm.logins().logIn(una.login().text(), password, "192.0.2.9", null);
  }
}
