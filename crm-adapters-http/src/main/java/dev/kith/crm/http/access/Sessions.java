package dev.kith.crm.http.access;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.shared.Outcome;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sessions of people in their browsers, each in a cookie that scripts cannot read. */
public interface Sessions {

  /**
   * A session that is good now.
   *
   * @param csrfToken what a page must send with every change: as the form field {@value
   *     #CSRF_FIELD} or the header {@value #CSRF_HEADER}
   */
  record Session(Actor actor, SessionId id, String csrfToken) {
    @Override
    public String toString() {
      return "Session[id=" + id + "]";
    }
  }

  String CSRF_FIELD = "_csrf";
  String CSRF_HEADER = "X-CSRF-Token";

  /** The session of the request, if it has a good one. The storage is asked once for a request. */
  Optional<Session> of(Context ctx);

  /**
   * Logs in and sets the cookie. Refused with {@code wrong-credentials} or {@code
   * too-many-attempts}.
   */
  Outcome<Session> logIn(Context ctx, @Nullable String login, @Nullable String password);

  /** Ends the session and removes the cookie; without an error if there is none. */
  void logOut(Context ctx);

  /** Whether a change that the request asks for comes from a page of the session. */
  boolean isGenuine(Context ctx, Session session);
}
