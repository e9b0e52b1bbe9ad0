package dev.kith.crm.http.access;

import dev.kith.crm.application.access.login.OwnLogin;
import dev.kith.crm.application.task.feed.CalendarFeed;
import dev.kith.crm.domain.access.SessionId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.task.feed.CalendarFeedRoutes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people look after themselves: their password and where they are logged in. */
public final class OwnAccountPages {

  private OwnAccountPages() {}

  /**
   * @param current the session of this very browser
   * @param sessions empty for somebody who logs in elsewhere
   * @param address for their calendar, where it was just made
   */
  record Account(
      String name,
      SessionId current,
      List<OwnLogin.SessionView> sessions,
      CalendarFeed.State calendar,
      @Nullable String address,
      Problems problems) {

    boolean isCurrent(OwnLogin.SessionView session) {
      return session.id().equals(current);
    }

    static String device(OwnLogin.SessionView session) {
      String agent = session.device();
      if (agent == null) {
        return "Unknown browser";
      }
      String browser =
          agent.contains("Firefox/")
              ? "Firefox"
              : agent.contains("Edg/")
                  ? "Edge"
                  : agent.contains("Chrome/")
                      ? "Chrome"
                      : agent.contains("Safari/") ? "Safari" : "Browser";
      String system =
          agent.contains("Android")
              ? "Android"
              : agent.contains("iPhone") || agent.contains("iPad")
                  ? "iOS"
                  : agent.contains("Windows")
                      ? "Windows"
                      : agent.contains("Mac OS")
                          ? "macOS"
                          : agent.contains("Linux") ? "Linux" : "an unknown system";
      return browser + " on " + system;
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get("/account", visit -> show(visit, 200, null, Problems.NONE));
    routes.post("/account/calendar/renew", OwnAccountPages::renewCalendar);
    routes.post("/account/calendar/revoke", OwnAccountPages::revokeCalendar);
    routes.post("/account/password", OwnAccountPages::changePassword);
    routes.post("/account/sessions/{id}/end", OwnAccountPages::endSession);
  }

  private static void changePassword(Visit visit) {
    String wanted = visit.form("newPassword");
    if (!wanted.equals(visit.form("repeated"))) {
      show(visit, 422, null, Problems.at("repeated", "The two new passwords differ."));
      return;
    }
    switch (visit
        .crm()
        .ownLogin()
        .changePassword(visit.form("oldPassword"), wanted, visit.session())) {
      case Outcome.Done<User> done -> visit.go("/account", Notice.PASSWORD_CHANGED);
      case Outcome.Refused<User>(var refusal) ->
          show(visit, Visit.statusOf(refusal), null, Problems.of(refusal));
    }
  }

  private static void renewCalendar(Visit visit) {
    switch (visit.crm().calendarFeed().renew()) {
      // Not a redirect: the address is nowhere to be read again.
      case Outcome.Done<CalendarFeed.Renewed>(var renewed) ->
          show(visit, 201, addressOf(visit, renewed.secret()), Problems.NONE);
      case Outcome.Refused<CalendarFeed.Renewed>(var refusal) ->
          show(visit, Visit.statusOf(refusal), null, Problems.of(refusal));
    }
  }

  private static @Nullable String addressOf(Visit visit, @Nullable String secret) {
    var ctx = visit.ctx();
    return secret == null
        ? null
        : ctx.scheme() + "://" + ctx.host() + ctx.contextPath() + CalendarFeedRoutes.pathOf(secret);
  }

  private static void revokeCalendar(Visit visit) {
    switch (visit.crm().calendarFeed().revoke()) {
      case Outcome.Done<CalendarFeed.State> done -> visit.go("/account", Notice.CALENDAR_ENDED);
      case Outcome.Refused<CalendarFeed.State>(var refusal) ->
          show(visit, Visit.statusOf(refusal), null, Problems.of(refusal));
    }
  }

  private static void endSession(Visit visit) {
    Optional<UUID> id = visit.pathId();
    if (id.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
    } else {
      visit.with(
          visit.crm().ownLogin().endSession(new SessionId(id.get())),
          ended -> visit.go("/account", Notice.SESSION_ENDED));
    }
  }

  private static void show(Visit visit, int status, @Nullable String address, Problems problems) {
    List<OwnLogin.SessionView> sessions = visit.crm().ownLogin().sessions().orElse(List.of());
    visit.show(
        status,
        "access/account.jte",
        "Your account",
        Section.ACCOUNT,
        new Account(
            visit.actor().name(),
            visit.session(),
            sessions,
            visit.crm().calendarFeed().state(),
            address,
            problems));
  }
}
