package dev.kith.crm.http.access;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.shared.Outcome;
import io.javalin.http.Context;
import java.util.Optional;

/** The sessions of people in their browsers, each in a cookie that scripts cannot read. */
public interface Sessions {

  /**
   * A session that is good now.
   *
   * @param csrfToken what a page must send with every change: as the form field {@value #CSRF_FIELD} or the header {@value
   *     #CSRF_HEADER}
   */
  record Session(Actor actor, String csrfToken) {}

  String CSRF_FIELD = "_csrf";
  String CSRF_HEADER = "X-CSRF-Token";

  /** The session of the request, if it has a good one. Asked once per request; cheap after that. */
  Optional<Session> of(Context ctx);

  /** Logs in and sets the cookie. Refused with {@code wrong-credentials} or {@code too-many-attempts}. */
  Outcome<Session> logIn(Context ctx, String login, String password);

  /** Ends the session and removes the cookie. */
  void logOut(Context ctx);

  /** Whether a change that the request asks for comes from a page of the session. */
  boolean isGenuine(Context ctx, Session session);
}
