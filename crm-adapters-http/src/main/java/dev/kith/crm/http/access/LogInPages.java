package dev.kith.crm.http.access;

import dev.kith.crm.domain.access.AccessRefusal;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Visit;
import org.jspecify.annotations.Nullable;

/** Logging in and out. */
public final class LogInPages {

  private static final int TOO_MANY_REQUESTS = 429;

  private LogInPages() {}

  /**
   * What stands on the page.
   *
   * @param next where to go afterwards
   */
  record LogIn(String login, String next, @Nullable String problem) {}

  public static void addTo(PageRoutes routes, Sessions sessions) {
    routes.openGet(
        "/login",
        visit -> {
          if (visit.isLoggedIn()) {
            visit.go(safe(visit.query("next")));
          } else {
            show(visit, 200, new LogIn("", safe(visit.query("next")), null));
          }
        });
    routes.openPost("/login", visit -> logIn(visit, sessions));
    routes.post(
        "/logout",
        visit -> {
          sessions.logOut(visit.ctx());
          visit.go("/login");
        });
  }

  private static void logIn(Visit visit, Sessions sessions) {
    String next = safe(visit.form("next"));
    switch (sessions.logIn(visit.ctx(), visit.form("login"), visit.form("password"))) {
      case Outcome.Done<Sessions.Session> done -> visit.go(next);
      case Outcome.Refused<Sessions.Session>(var refusal) ->
          show(
              visit,
              statusOf(visit, refusal),
              new LogIn(visit.form("login"), next, refusal.detail()));
    }
  }

  private static int statusOf(Visit visit, Refusal refusal) {
    if (refusal instanceof AccessRefusal.TooManyAttempts(long seconds)) {
      visit.ctx().header("Retry-After", Long.toString(seconds));
      return TOO_MANY_REQUESTS;
    }
    return 422;
  }

  private static void show(Visit visit, int status, LogIn page) {
    visit.show(status, "access/logIn.jte", "Log in", null, page);
  }

  /**
   * Only pages of our own: an address with a host would let a link to our log-in lead to somebody
   * else's site.
   */
  static String safe(String next) {
    boolean own =
        next.startsWith("/")
            && !next.startsWith("//")
            && next.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    return own ? next : "/";
  }
}
