package dev.kith.crm.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UserSpec {

  private static final Instant THEN = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-03T10:00:00Z");
  private static final UserId ID = Actors.userId("Una User");
  private static final RoleId SELLING = new RoleId(new UUID(0, 7));
  private static final TeamId NORTH = new TeamId(new UUID(0, 8));
  private static final User UNA =
      user(1, "una@engines.example", "Una User", true, Set.of(SELLING), THEN, THEN);

  @Nested
  class Registering {

    @Test
    void gives_an_active_user_with_a_trimmed_name() {
      User.Profile profile =
          new User.Profile(" una@engines.example ", " Una User ", Set.of(SELLING), Set.of());

      assertThat(User.register(ID, profile, THEN)).isEqualTo(Outcome.done(Change.of(UNA)));
    }

    @Test
    void lists_everything_that_is_missing() {
      assertThat(User.register(ID, new User.Profile(null, " ", Set.of(), Set.of()), THEN))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "login", "required", "A user needs an e-mail address to log in with."),
                      Violation.at("name", "required", "A user needs a name."))));
    }

    @Test
    void lists_everything_that_is_wrong() {
      User.Profile profile = new User.Profile("una", "x".repeat(101), Set.of(), Set.of());

      assertThat(User.register(ID, profile, THEN))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("login", "email-syntax", "An e-mail address needs an @."),
                      Violation.at("name", "too-long", "At most 100 characters are allowed."))));
    }
  }

  @Nested
  class Editing {

    @Test
    void replaces_login_name_roles_and_teams() {
      User.Profile profile =
          new User.Profile("una@new.example", "Una Union", Set.of(), Set.of(NORTH));

      assertThat(UNA.edit(profile, NOW))
          .isEqualTo(
              Outcome.done(
                  Change.of(
                      new User(
                          ID,
                          new Revision(2, THEN, NOW, null),
                          new EmailAddress("una@new.example"),
                          "Una Union",
                          true,
                          Set.of(),
                          Set.of(NORTH),
                          THEN))));
    }

    @Test
    void changes_nothing_if_it_says_nothing_new() {
      User.Profile same =
          new User.Profile("una@engines.example", "Una User", Set.of(SELLING), Set.of());

      assertThat(UNA.edit(same, NOW)).isEqualTo(Outcome.done(Change.none(UNA)));
    }
  }

  @Nested
  class Leaving_and_coming_back {

    private static final User GONE =
        user(2, "una@engines.example", "Una User", false, Set.of(SELLING), NOW, THEN);

    @Test
    void a_user_who_leaves_is_deactivated_and_keeps_everything_else() {
      assertThat(UNA.deactivate(NOW)).isEqualTo(Change.of(GONE));
    }

    @Test
    void deactivating_twice_changes_nothing() {
      assertThat(GONE.deactivate(NOW)).isEqualTo(Change.none(GONE));
    }

    @Test
    void a_user_who_comes_back_is_as_before() {
      assertThat(GONE.reactivate(NOW))
          .isEqualTo(
              Change.of(
                  user(3, "una@engines.example", "Una User", true, Set.of(SELLING), NOW, THEN)));
      assertThat(UNA.reactivate(NOW)).isEqualTo(Change.none(UNA));
    }
  }

  @Nested
  class The_last_administrator {

    private static final User ADMIN =
        user(1, "ada@engines.example", "Ada Admin", true, Set.of(Role.ADMINISTRATOR), THEN, THEN);

    @Test
    void cannot_be_deactivated() {
      assertThat(ADMIN.unlessLastAdministrator(ADMIN.deactivate(NOW), 0))
          .isEqualTo(Outcome.refused(new AccessRefusal.LastAdministrator()));
    }

    @Test
    void cannot_lose_the_role() {
      User.Profile without =
          new User.Profile("ada@engines.example", "Ada Admin", Set.of(), Set.of());

      assertThat(ADMIN.edit(without, NOW).then(change -> ADMIN.unlessLastAdministrator(change, 0)))
          .isEqualTo(Outcome.refused(new AccessRefusal.LastAdministrator()));
    }

    @Test
    void can_go_when_there_is_another() {
      assertThat(ADMIN.unlessLastAdministrator(ADMIN.deactivate(NOW), 1))
          .isEqualTo(Outcome.done(ADMIN.deactivate(NOW)));
    }

    @Test
    void can_be_renamed() {
      Change<User> renamed =
          ADMIN
              .edit(
                  new User.Profile(
                      "ada@engines.example", "Ada Lovelace", Set.of(Role.ADMINISTRATOR), Set.of()),
                  NOW)
              .orElseThrow();

      assertThat(ADMIN.unlessLastAdministrator(renamed, 0)).isEqualTo(Outcome.done(renamed));
    }

    @Test
    void is_nobody_who_has_been_deactivated_before() {
      User gone = ADMIN.deactivate(NOW).next();

      assertThat(gone.isAdministrator()).isFalse();
      assertThat(UNA.isAdministrator()).isFalse();
      assertThat(ADMIN.isAdministrator()).isTrue();
    }
  }

  @Nested
  class The_audit_trail {

    @Test
    void names_every_field_and_of_the_password_only_when_it_changed() {
      assertThat(UNA.changePassword(NOW).next().facts())
          .isEqualTo(
              Map.of(
                  "login", "una@engines.example",
                  "name", "Una User",
                  "active", "true",
                  "roles", SELLING.toString(),
                  "teams", "",
                  "passwordChangedAt", "2026-03-03T10:00:00Z"));
    }
  }

  private static User user(
      long version,
      String login,
      String name,
      boolean active,
      Set<RoleId> roles,
      Instant updatedAt,
      Instant passwordChangedAt) {
    return new User(
        ID,
        new Revision(version, THEN, updatedAt, null),
        new EmailAddress(login),
        name,
        active,
        roles,
        Set.of(),
        passwordChangedAt);
  }
}
