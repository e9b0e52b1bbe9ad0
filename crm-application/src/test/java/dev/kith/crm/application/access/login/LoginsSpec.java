package dev.kith.crm.application.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.access.Users.Edit;
import dev.kith.crm.application.access.login.Logins.Opened;
import dev.kith.crm.application.access.login.Logins.Present;
import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.testkit.AccessWorld;
import dev.kith.crm.testkit.Beside;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LoginsSpec {

  private static final Grants VIEWING =
      Grants.of(Permission.of(Feature.LEAD, Action.VIEW), Scope.TEAM);
  private static final Outcome<Opened> WRONG =
      Outcome.refused(new AccessRefusal.WrongCredentials());

  private final AccessWorld world = new AccessWorld();
  private final Logins logins = world.crm.logins();
  private final User una = world.userWith("Una User", VIEWING);
  private final String login = una.login().text();

  @Nested
  class Logging_in {

    @Test
    void makes_an_actor_of_whoever_knows_the_password() {
      var north = Set.of(world.team("North"));
      User otto = world.user("Otto Other");
      world.asAda().users().edit(una.id(), new Edit(null, null, null, north)).orElseThrow();
      world.asAda().users().edit(otto.id(), new Edit(null, null, null, north)).orElseThrow();
      Actor actor = new Actor(Actor.Kind.USER, una.id(), "Una User", VIEWING, Set.of(otto.id()));

      Opened opened = logIn(AccessWorld.PASSWORD).orElseThrow();

      assertThat(opened.actor()).isEqualTo(actor);
      assertThat(opened.secret()).matches("[A-Za-z0-9_-]{43}");
      assertThat(opened.endsAt()).isEqualTo(world.clock.instant().plus(Duration.ofDays(30)));
      assertThat(logins.present(opened.secret()))
          .contains(new Present(actor, opened.session(), opened.csrfToken()));
    }

    @Test
    void does_not_care_how_the_login_is_written() {
      assertThat(
              logins.logIn("  UNA.User@Engines.Example ", AccessWorld.PASSWORD, "192.0.2.1", null))
          .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refuses_a_wrong_password_an_unknown_login_and_a_deactivated_user_alike() {
      world.asAda().users().deactivate(world.user("Gone Girl").id()).orElseThrow();

      assertThat(logIn("wrong password!!")).isEqualTo(WRONG);
      assertThat(logIn(null)).isEqualTo(WRONG);
      assertThat(logins.logIn("nobody@engines.example", AccessWorld.PASSWORD, "192.0.2.1", null))
          .isEqualTo(WRONG);
      assertThat(logins.logIn(null, AccessWorld.PASSWORD, "192.0.2.1", null)).isEqualTo(WRONG);
      assertThat(logins.logIn("no address", "", "192.0.2.1", null)).isEqualTo(WRONG);
      assertThat(logins.logIn("gone.girl@engines.example", AccessWorld.PASSWORD, "192.0.2.1", null))
          .isEqualTo(WRONG);
    }

    @Test
    void takes_the_same_work_whoever_it_is() {
      int before = world.hasher.checks();
      logIn("wrong password!!");
      int forAKnownOne = world.hasher.checks() - before;
      logins.logIn("nobody@engines.example", "wrong password!!", "192.0.2.1", null);

      assertThat(world.hasher.checks() - before - forAKnownOne)
          .isEqualTo(forAKnownOne)
          .isEqualTo(1);
    }

    @Test
    void brings_an_outdated_hash_up_to_date() {
      world
          .storage
          .transactions()
          .always(() -> {
            world.storage.logins().putPassword(una.id(), "old " + AccessWorld.PASSWORD);
            return true;
          });

      logIn(AccessWorld.PASSWORD).orElseThrow();

      assertThat(world.storage.logins().password(una.id()))
          .map(LoginStore.Password::hash)
          .contains("quick " + AccessWorld.PASSWORD);
    }

    @Test
    void keeps_of_what_the_client_says_only_what_can_be_shown() {
      String device = "Fire\u0000fox\n" + "x".repeat(400);
      var opened = logins.logIn(login, AccessWorld.PASSWORD, "192.0.2.1", device).orElseThrow();

      assertThat(
              world.crm.as(opened.actor()).ownLogin().sessions().orElseThrow().getFirst().device())
          .isEqualTo("Firefox" + "x".repeat(293));
    }
  }

  @Nested
  class A_session {

    @Test
    void ends_when_it_is_not_used_for_twelve_hours() {
      Opened opened = logIn(AccessWorld.PASSWORD).orElseThrow();

      world.clock.advance(Duration.ofHours(12).minusMillis(1));
      assertThat(logins.present(opened.secret())).isPresent();
      world.clock.advance(Duration.ofHours(12).minusMillis(1));
      assertThat(logins.present(opened.secret())).isPresent();
      world.clock.advance(Duration.ofHours(12));
      assertThat(logins.present(opened.secret())).isEmpty();
    }

    @Test
    void ends_after_thirty_days_however_much_it_is_used() {
      Opened opened = logIn(AccessWorld.PASSWORD).orElseThrow();

      for (int i = 0; i < 30 * 3 - 1; i++) {
        world.clock.advance(Duration.ofHours(8));
        assertThat(logins.present(opened.secret())).isPresent();
      }
      world.clock.advance(Duration.ofHours(8));
      assertThat(logins.present(opened.secret())).isEmpty();
    }

    @Test
    void is_over_when_its_owner_logs_out() {
      Opened opened = logIn(AccessWorld.PASSWORD).orElseThrow();
      Opened other = logIn(AccessWorld.PASSWORD).orElseThrow();

      logins.logOut(opened.secret());
      logins.logOut(opened.secret());
      logins.logOut("nonsense");

      assertThat(logins.present(opened.secret())).isEmpty();
      assertThat(logins.present(other.secret())).isPresent();
    }

    @Test
    void is_not_found_by_anything_but_its_secret() {
      Opened opened = logIn(AccessWorld.PASSWORD).orElseThrow();

      assertThat(logins.present("")).isEmpty();
      assertThat(logins.present("A".repeat(43))).isEmpty();
      assertThat(logins.present(opened.csrfToken())).isEmpty();
      assertThat(logins.present(SecretTexts.hashOf(opened.secret()))).isEmpty();
    }

    @Test
    void has_a_token_of_its_own_against_forged_requests() {
      Opened one = logIn(AccessWorld.PASSWORD).orElseThrow();
      Opened other = logIn(AccessWorld.PASSWORD).orElseThrow();

      assertThat(one.csrfToken()).isNotEqualTo(other.csrfToken()).doesNotContain(one.secret());
    }

    @Test
    void shows_nothing_secret_when_it_is_logged() {
      Opened opened = logIn(AccessWorld.PASSWORD).orElseThrow();

      assertThat(opened + " " + logins.present(opened.secret()))
          .doesNotContain(opened.secret(), opened.csrfToken());
    }

    @Test
    void that_has_run_out_is_cleared_away_with_the_next_log_in() {
      logIn(AccessWorld.PASSWORD).orElseThrow();
      world.clock.advance(Duration.ofHours(12));
      Opened opened = logIn(AccessWorld.PASSWORD).orElseThrow();

      assertThat(world.storage.logins().sessionsOf(una.id()))
          .extracting(Session::id)
          .containsExactly(opened.session());
    }
  }

  @Nested
  class Guessing {

    @Test
    void is_free_five_times_and_then_takes_longer_and_longer() {
      for (int i = 0; i < 5; i++) {
        assertThat(logIn("wrong password!!")).isEqualTo(WRONG);
      }
      assertThat(logIn(AccessWorld.PASSWORD)).isEqualTo(tooMany(1));
      world.clock.advance(Duration.ofSeconds(1));
      assertThat(logIn("wrong password!!")).isEqualTo(WRONG);
      assertThat(logIn(AccessWorld.PASSWORD)).isEqualTo(tooMany(2));
      world.clock.advance(Duration.ofSeconds(2));
      assertThat(logIn("wrong password!!")).isEqualTo(WRONG);
      assertThat(logIn(AccessWorld.PASSWORD)).isEqualTo(tooMany(4));
    }

    @Test
    void is_forgiven_once_the_right_password_comes() {
      for (int i = 0; i < 5; i++) {
        logIn("wrong password!!");
      }
      world.clock.advance(Duration.ofSeconds(1));
      assertThat(logIn(AccessWorld.PASSWORD)).isInstanceOf(Outcome.Done.class);
      assertThat(logIn("wrong password!!")).isEqualTo(WRONG);
      assertThat(logIn(AccessWorld.PASSWORD)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void is_slowed_down_for_logins_that_nobody_has_just_the_same() {
      for (int i = 0; i < 5; i++) {
        assertThat(logins.logIn("nobody@engines.example", "x", "192.0.2.1", null)).isEqualTo(WRONG);
      }
      assertThat(logins.logIn("Nobody@engines.example", "x", "192.0.2.1", null))
          .isEqualTo(tooMany(1));
    }

    @Test
    void through_many_logins_from_one_address_is_slowed_down_too() {
      for (int i = 0; i < 20; i++) {
        assertThat(logins.logIn("nobody" + i + "@engines.example", "x", "192.0.2.66", null))
            .isEqualTo(WRONG);
      }
      assertThat(logins.logIn(login, AccessWorld.PASSWORD, "192.0.2.66", null))
          .isEqualTo(tooMany(1));
      assertThat(logins.logIn(login, AccessWorld.PASSWORD, "192.0.2.67", null))
          .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void at_the_same_instant_gets_no_further() {
      var guesses =
          IntStream.range(0, 12)
              .mapToObj(i -> Beside.start(() -> logIn("wrong password!!")))
              .toList();

      assertThat(guesses.stream().map(Beside::result).filter(WRONG::equals)).hasSize(5);
    }
  }

  private Outcome<Opened> logIn(@Nullable String password) {
    return logins.logIn(login, password, "192.0.2.1", null);
  }

  private static Outcome<Opened> tooMany(long seconds) {
    return Outcome.refused(new AccessRefusal.TooManyAttempts(seconds));
  }
}
