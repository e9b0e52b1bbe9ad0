package dev.kith.crm.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PasswordRulesSpec {

  private static final String LOGIN = "Una.User@engines.example";
  private static final Violation TOO_SHORT =
      Violation.at("password", "too-short", "A password has at least 12 characters.");
  private static final Violation TOO_LONG =
      Violation.at("password", "too-long", "A password has at most 200 characters.");
  private static final Violation TOO_COMMON =
      Violation.at(
          "password",
          "password-too-common",
          "This password is one of the first that anybody would try.");

  @Test
  void a_long_password_is_good_whatever_it_is_made_of() {
    assertThat(problemsOf("plain words only")).isEmpty();
    assertThat(problemsOf("123412341234")).isEmpty();
    assertThat(problemsOf("é".repeat(200))).isEmpty();
  }

  @Test
  void a_password_has_12_to_200_characters_as_people_count_them() {
    assertThat(problemsOf("elevenchars")).containsExactly(TOO_SHORT);
    assertThat(problemsOf("🦊".repeat(11))).containsExactly(TOO_SHORT);
    assertThat(problemsOf("🦊".repeat(12))).isEmpty();
    assertThat(problemsOf("x".repeat(201))).containsExactly(TOO_LONG);
  }

  @Test
  void a_password_is_needed() {
    Violation required = Violation.at("password", "required", "A password is needed.");

    assertThat(problemsOf(null)).containsExactly(required);
    assertThat(problemsOf("")).containsExactly(required);
  }

  @Test
  void a_password_is_not_the_login() {
    assertThat(problemsOf("una.user@ENGINES.example"))
        .containsExactly(
            Violation.at("password", "password-is-login", "The password must not be the login."));
  }

  @Test
  void a_password_is_none_of_those_that_everybody_tries() {
    assertThat(problemsOf("Password1234")).containsExactly(TOO_COMMON);
  }

  private static List<Violation> problemsOf(@Nullable String password) {
    return new PasswordRules(Set.of("password1234")).problemsOf("password", password, LOGIN);
  }
}
