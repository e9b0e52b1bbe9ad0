package dev.kith.crm.application.access.login;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gate: whoever shows a password, a session's secret or an API token becomes an actor. What is
 * asked for here needs no permission, since there is no actor yet.
 */
public interface Logins {

  /**
   * A session that has just begun.
   *
   * @param secret for the cookie and nowhere else: 43 characters of the URL-safe base64 alphabet
   * @param csrfToken what pages of this session send along with everything that changes something
   * @param endsAt when it ends even if it is used all the time
   */
  record Opened(SessionId session, String secret, String csrfToken, Instant endsAt, Actor actor) {
    @Override
    public String toString() {
      return "Opened[session=" + session + "]";
    }
  }

  /** Somebody with a session that is good. */
  record Present(Actor actor, SessionId session, String csrfToken) {
    @Override
    public String toString() {
      return "Present[session=" + session + "]";
    }
  }

  /**
   * Opens a session. An unknown login, a wrong password and a deactivated user are refused alike
   * with {@code wrong-credentials}, after the same amount of work; after some failures for the
   * login, or from the address, everything is refused with {@code too-many-attempts} for a while
   * that grows with each further one.
   *
   * @param address of the client as far as it can be trusted; it counts failures, and names the
   *     session for its owner
   * @param device what the client says it is, such as the User-Agent; null if it says nothing
   */
  Outcome<Opened> logIn(
      @Nullable String login, @Nullable String password, String address, @Nullable String device);

  /**
   * Who has this session; empty if it is unknown, has not been used for {@link SessionPolicy#IDLE},
   * is older than {@link SessionPolicy#LONGEST}, has been ended, or its user is deactivated. Grants
   * and teams are those of this moment. One round trip to the storage.
   */
  Optional<Present> present(String sessionSecret);

  /** Ends the session; without an error if there is none. */
  void logOut(String sessionSecret);

  /**
   * The program that shows this API token, with what both the token allows and its owner may at
   * this moment; empty if the token is unknown, expired or revoked, or its owner deactivated.
   *
   * @param tokenSecret as issued, beginning with {@code kith_}
   */
  Optional<Actor> program(String tokenSecret);
}
