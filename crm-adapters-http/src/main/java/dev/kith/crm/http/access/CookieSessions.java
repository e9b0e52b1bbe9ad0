package dev.kith.crm.http.access;

import dev.kith.crm.application.access.login.Logins;
import dev.kith.crm.application.access.login.SessionPolicy;
import dev.kith.crm.domain.shared.Outcome;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sessions whose secret is in a cookie: not readable by scripts, and not sent along by other sites'
 * forms.
 */
public final class CookieSessions implements Sessions {

  private static final String ATTRIBUTE = "dev.kith.crm.session";
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  /** What is remembered of a request, so that the storage is asked once. */
  private record Found(Optional<Session> session) {}

  private final Logins logins;
  private final boolean https;
  private final String cookie;

  /**
   * @param https whether browsers reach the server by https: the cookie is then never sent
   *     otherwise
   */
  public CookieSessions(Logins logins, boolean https) {
    this.logins = logins;
    this.https = https;
    // Browsers take this prefix for a promise that nobody but this very host has set it.
    this.cookie = https ? "__Host-kith-session" : "kith-session";
  }

  @Override
  public Optional<Session> of(Context ctx) {
    Found known = ctx.attribute(ATTRIBUTE);
    if (known == null) {
      known =
          new Found(
              secretOf(ctx)
                  .flatMap(logins::present)
                  .map(p -> new Session(p.actor(), p.session(), p.csrfToken())));
      ctx.attribute(ATTRIBUTE, known);
    }
    return known.session;
  }

  @Override
  public Outcome<Session> logIn(Context ctx, @Nullable String login, @Nullable String password) {
    return logins
        .logIn(login, password, ctx.ip(), ctx.userAgent())
        .map(opened -> {
          // Whoever was logged in before on this browser is not any more.
          secretOf(ctx).ifPresent(logins::logOut);
          ctx.cookie(cookieOf(opened.secret(), Math.toIntExact(SessionPolicy.LONGEST.toSeconds())));
          Session session = new Session(opened.actor(), opened.session(), opened.csrfToken());
          ctx.attribute(ATTRIBUTE, new Found(Optional.of(session)));
          return session;
        });
  }

  @Override
  public void logOut(Context ctx) {
    secretOf(ctx).ifPresent(logins::logOut);
    ctx.cookie(cookieOf("", 0));
    ctx.attribute(ATTRIBUTE, new Found(Optional.empty()));
  }

  @Override
  public boolean isGenuine(Context ctx, Session session) {
    String token = ctx.header(CSRF_HEADER);
    if (token == null && (ctx.isFormUrlencoded() || ctx.isMultipartFormData())) {
      token = ctx.formParam(CSRF_FIELD);
    }
    return token != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            session.csrfToken().getBytes(StandardCharsets.UTF_8));
  }

  private Optional<String> secretOf(Context ctx) {
    return Optional.ofNullable(ctx.cookie(cookie)).filter(s -> SECRET.matcher(s).matches());
  }

  private Cookie cookieOf(String secret, int seconds) {
    Cookie set = new Cookie(cookie, secret);
    set.setPath("/");
    set.setMaxAge(seconds);
    set.setHttpOnly(true);
    set.setSecure(https);
    set.setSameSite(SameSite.LAX);
    return set;
  }
}
