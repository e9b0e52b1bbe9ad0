package dev.kith.crm.application.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.access.RoleView;
import dev.kith.crm.application.access.login.FirstStart.Administrator;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.QuickPasswordHasher;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstStartSpec {

  private static final String LOGIN = "ada@engines.example";
  private static final String PASSWORD = "correct horse battery";

  private final MemoryStorage storage = new MemoryStorage();
  private final Crm crm =
      Crm.on(storage).background(false).passwordHasher(new QuickPasswordHasher()).start();

  @Test
  void a_new_crm_gets_an_administrator_with_the_given_password() {
    Administrator made = make(PASSWORD).orElseThrow();

    assertThat(made.generatedPassword()).isNull();
    assertThat(made.user().roles()).containsExactly(Role.ADMINISTRATOR);
    assertThat(
            crm.logins()
                .logIn(LOGIN, PASSWORD, "192.0.2.1", null)
                .map(opened -> opened.actor().grants()))
        .isEqualTo(Outcome.done(Grants.everything()));
  }

  @Test
  void without_a_password_one_is_made_up_and_shown_once() {
    Administrator made = make(null).orElseThrow();
    String password = String.valueOf(made.generatedPassword());

    assertThat(password).hasSize(20);
    assertThat(made.toString()).doesNotContain(password);
    assertThat(crm.logins().logIn(LOGIN, password, "192.0.2.1", null))
        .isInstanceOf(Outcome.Done.class);
    assertThat(make(null)).isEmpty();
  }

  @Test
  void ready_made_roles_are_there() {
    make(PASSWORD);

    assertThat(
            crm.as(Actor.SYSTEM)
                .roles()
                .list(ListQuery.all(RoleView.CATALOGUE))
                .orElseThrow()
                .items())
        .extracting(RoleView::name)
        .containsExactly("Administrator", "Sales manager", "Sales representative", "Viewer");
  }

  @Test
  void a_crm_that_has_users_is_left_alone() {
    make(PASSWORD);

    assertThat(crm.firstStart().administrator("ben@engines.example", "Ben Boss", PASSWORD))
        .isEqualTo(Outcome.done(Optional.empty()));
  }

  @Test
  void every_problem_of_what_is_given_is_listed_and_nothing_is_made() {
    assertThat(crm.firstStart().administrator("ada", "", "short"))
        .isEqualTo(
            Outcome.refused(
                Invalid.of(
                    Violation.at("login", "email-syntax", "An e-mail address needs an @."),
                    Violation.at("name", "required", "A user needs a name."),
                    Violation.at(
                        "password", "too-short", "A password has at least 12 characters."))));
    assertThat(storage.roles().lock(Set.of(Role.ADMINISTRATOR))).isEmpty();
    assertThat(make(PASSWORD)).isPresent();
  }

  private Optional<Administrator> make(@Nullable String password) {
    return crm.firstStart().administrator(LOGIN, "Ada Admin", password).orElseThrow();
  }
}
