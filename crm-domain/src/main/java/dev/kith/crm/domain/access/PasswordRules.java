package dev.kith.crm.domain.access;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes a password good enough: its length, and that it is not among the first that anybody
 * would try. Which kinds of characters it mixes does not matter, after NIST SP 800-63B §3.1.1.2:
 * such rules make passwords predictable.
 *
 * @param common passwords that are too common, in lower case
 */
public record PasswordRules(Set<String> common) {

  /** In characters, as people count them. */
  public static final int SHORTEST = 12;

  public static final int LONGEST = 200;

  public PasswordRules {
    common = ImmutableSet.copyOf(common);
  }

  /**
   * Every reason against the password, below {@code field}; none if it is good.
   *
   * @param login of the user; null where it is not known yet
   */
  public List<Violation> problemsOf(
      String field, @Nullable String password, @Nullable String login) {
    ImmutableSet.Builder<Violation> problems = ImmutableSet.builder();
    int length = password == null ? 0 : password.codePointCount(0, password.length());
    if (password == null || length == 0) {
      return List.of(Violation.at(field, "required", "A password is needed."));
    }
    if (length < SHORTEST) {
      problems.add(
          Violation.at(field, "too-short", "A password has at least " + SHORTEST + " characters."));
    }
    if (length > LONGEST) {
      problems.add(
          Violation.at(field, "too-long", "A password has at most " + LONGEST + " characters."));
    }
    String lower = password.toLowerCase(Locale.ROOT);
    if (login != null && lower.equals(login.strip().toLowerCase(Locale.ROOT))) {
      problems.add(Violation.at(field, "password-is-login", "The password must not be the login."));
    }
    if (common.contains(lower)) {
      problems.add(
          Violation.at(
              field,
              "password-too-common",
              "This password is one of the first that anybody would try."));
    }
    return problems.build().asList();
  }
}
