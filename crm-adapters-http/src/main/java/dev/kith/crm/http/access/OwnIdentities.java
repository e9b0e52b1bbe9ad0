package dev.kith.crm.http.access;

import com.google.common.base.Ascii;
import dev.kith.crm.application.access.login.Logins;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.http.kernel.Identities;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows callers by the CRM's own API tokens and sessions. A token counts before a session. */
public final class OwnIdentities implements Identities {

  private static final String BEARER = "bearer ";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final Logins logins;
  private final Sessions sessions;

  public OwnIdentities(Logins logins, Sessions sessions) {
    this.logins = logins;
    this.sessions = sessions;
  }

  @Override
  public Optional<Actor> of(Context ctx) {
    List<String> authorizations = Collections.list(ctx.req().getHeaders("Authorization"));
    if (!authorizations.isEmpty()) {
      return Optional.of(program(authorizations));
    }
    return sessions.of(ctx).map(session -> genuine(ctx, session));
  }

  private Actor program(List<String> authorizations) {
    String authorization = authorizations.getFirst();
    if (authorizations.size() > 1 || !Ascii.toLowerCase(authorization).startsWith(BEARER)) {
      throw notGood("One Authorization header with one API token is needed: Bearer kith_….");
    }
    return logins
        .program(authorization.substring(BEARER.length()).strip())
        .orElseThrow(() -> notGood("The token is unknown, expired or revoked."));
  }

  /** Other sites can make a browser send the cookie, but they do not know the token. */
  private Actor genuine(Context ctx, Sessions.Session session) {
    if (!SAFE.contains(ctx.method().name()) && !sessions.isGenuine(ctx, session)) {
      throw Problem.of(
              HttpFault.CSRF_TOKEN_INVALID,
              "A change asked for with a session needs its token in the header "
                  + Sessions.CSRF_HEADER
                  + ".")
          .asException();
    }
    return session.actor();
  }

  private static RuntimeException notGood(String detail) {
    return Problem.of(HttpFault.INVALID_TOKEN, detail)
        .withHeader("WWW-Authenticate", "Bearer realm=\"Kith\", error=\"invalid_token\"")
        .asException();
  }
}
