package dev.kith.crm.application.access.login;

import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a new CRM one that somebody can log in to. */
public interface FirstStart {

  /**
   * The administrator of a new CRM.
   *
   * @param generatedPassword to be shown once to whoever starts the CRM; null if the password was
   *     given
   */
  record Administrator(User user, @Nullable String generatedPassword) {
    @Override
    public String toString() {
      return "Administrator[login=" + user.login() + "]";
    }
  }

  /**
   * Makes the ready-made roles (Administrator, Sales manager, Sales representative, Viewer) and the
   * first administrator; if there is any user yet, it does nothing and answers empty. Of several
   * processes that start at once on one storage exactly one makes them.
   *
   * <p>Refused with {@code invalid} (at {@code /login}, {@code /name}, {@code /password}).
   *
   * @param password null: one is made up
   */
  Outcome<Optional<Administrator>> administrator(
      String login, String name, @Nullable String password);
}
