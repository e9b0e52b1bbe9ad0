package dev.kith.crm.application.access.login;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.access.ApiToken;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.access.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the hashes of passwords, and sessions; finds whose they and the API tokens are. */
public interface LoginStore {

  /**
   * A user at this moment.
   *
   * @param grants of all their roles together
   * @param colleagues everybody who shares a team with them
   */
  record Person(UserId id, String name, boolean active, Grants grants, Set<UserId> colleagues) {
    public Person {
      colleagues = ImmutableSet.copyOf(colleagues);
    }
  }

  /** A password's hash, and whose it is. */
  record Password(UserId user, String login, boolean active, String hash) {
    @Override
    public String toString() {
      return "Password[user=" + user + "]";
    }
  }

  /** Somebody with a session, which may have ended. */
  record SessionOwner(Session session, Person person) {}

  /**
   * Somebody with an API token, which may have expired or been revoked.
   *
   * @param usedAt when its use was last noted; null if never
   */
  record TokenOwner(ApiToken token, @Nullable Instant usedAt, Person person) {}

  /** Replaces the hash of a user's password; the user is there. */
  void putPassword(UserId user, String hash);

  /**
   * @param loginKey the {@link dev.kith.crm.domain.shared.EmailAddress#key() key} of the login
   */
  Optional<Password> password(String loginKey);

  Optional<Password> password(UserId user);

  Optional<Person> person(UserId user);

  void addSession(Session session);

  /** The session of that secret and its owner as they are now, in one round trip. */
  Optional<SessionOwner> sessionOwner(String secretHash);

  /** Notes that a session was used, unless it has been ended. */
  void sessionUsed(SessionId session, Instant at);

  /** Ends a session; without an error if there is none. */
  void endSession(SessionId session);

  /**
   * @param except the session that goes on; null for none
   */
  void endSessionsOf(UserId user, @Nullable SessionId except);

  /** The sessions that have not been ended, the last used first; some may have run out. */
  List<Session> sessionsOf(UserId user);

  /** The token of that secret and its owner as they are now, in one round trip. */
  Optional<TokenOwner> tokenOwner(String secretHash);
}
