package dev.kith.crm.http.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.calendar.BusinessCalendars;
import dev.kith.crm.application.calendar.BusinessCalendars.Calendars;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.time.Duration;
import java.util.List;

/** Business calendars over REST. */
public final class CalendarRoutes {

  private static final String TAG = "Business calendars";
  private static final int LONGEST_DURATION = 50;

  private CalendarRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/calendars", "listCalendars")
            .says(TAG, "List calendars; there are at most " + BusinessCalendars.MOST_CALENDARS)
            .answers(200, CalendarJson.LIST, "All calendars")
            .refuses("forbidden")
            .handledBy(call -> calendars(call).list().map(CalendarRoutes::reply)),
        Route.post("/calendars", "drawCalendar")
            .says(TAG, "Draw up a calendar")
            .body(CalendarJson.DRAFT, CalendarRoutes::problemsOf)
            .answers(201, CalendarJson.CALENDAR, "The new calendar")
            .refuses("forbidden", "invalid", "name-taken")
            .handledBy(call ->
                read(call)
                    .then(draft -> calendars(call).draw(draft))
                    .then(calendar -> reply(call, 201, calendar))),
        Route.get("/calendars/{id}", "getCalendar")
            .says(TAG, "Read a calendar")
            .answers(200, CalendarJson.CALENDAR, "The calendar")
            .refuses("not-found", "forbidden")
            .handledBy(
                call -> calendars(call).get(id(call)).then(calendar -> reply(call, 200, calendar))),
        Route.put("/calendars/{id}", "redrawCalendar")
            .says(TAG, "Replace the name and the hours of a calendar")
            .body(CalendarJson.DRAFT, CalendarRoutes::problemsOf)
            .versioned()
            .answers(200, CalendarJson.CALENDAR, "The calendar as it is now")
            .refuses("not-found", "forbidden", "invalid", "name-taken")
            .handledBy(call ->
                read(call)
                    .then(draft -> calendars(call).redraw(id(call), draft))
                    .then(calendar -> reply(call, 200, calendar))),
        Route.post("/calendars/{id}:make-default", "makeCalendarDefault")
            .says(TAG, "Let a calendar count wherever none is named")
            .versioned()
            .answers(200, CalendarJson.CALENDAR, "The calendar as it is now")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                calendars(call).makeDefault(id(call)).then(calendar -> reply(call, 200, calendar))),
        Route.delete("/calendars/{id}", "deleteCalendar")
            .says(TAG, "Delete a calendar that is not the default")
            .versioned()
            .answers(204, "The calendar is gone")
            .refuses("not-found", "forbidden", "default-calendar")
            .handledBy(call -> calendars(call).delete(id(call)).map(gone -> Reply.empty(204))),
        Route.get("/calendars/{id}/time", "reckonBusinessTime")
            .says(TAG, "Reckon in the hours of a calendar")
            .query("at", Shape.instant(), "From when; usually now")
            .query(
                "plus",
                Shape.text(1, LONGEST_DURATION),
                "Which moment is so much business time away, such as PT4H or -PT30M")
            .query("until", Shape.instant(), "How much business time there is to this moment")
            .answers(200, CalendarJson.RECKONING, "What the calendar says")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(CalendarRoutes::reckon));
  }

  private static Outcome<CalendarDraft> read(Call call) {
    Checks checks = new Checks();
    CalendarDraft draft = CalendarJson.read(checks, call.body());
    if (!checks.passed()) {
      checks.addAll(calendars(call).problemsOf(draft));
    }
    return checks.orRefuse(() -> draft);
  }

  private static List<Violation> problemsOf(Call call, JsonNode body) {
    Checks checks = new Checks();
    checks.addAll(calendars(call).problemsOf(CalendarJson.read(checks, body)));
    return checks.violations();
  }

  private static Outcome<Reply> reckon(Call call) {
    Checks checks = new Checks();
    Duration plus =
        call.query("plus").map(text -> CivilTimes.duration(checks, "plus", text)).orElse(null);
    if (!checks.passed()) {
      throw Problem.ofQuery(checks.violations()).asException();
    }
    return calendars(call)
        .reckon(id(call), call.instant("at").orElse(null), plus, call.instant("until").orElse(null))
        .map(reckoning -> Reply.json(200, CalendarJson.of(reckoning)));
  }

  private static Reply reply(Calendars calendars) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    calendars.calendars().forEach(c -> items.add(CalendarJson.of(c, calendars.standard())));
    return Reply.json(200, json);
  }

  private static Outcome<Reply> reply(Call call, int status, BusinessCalendar calendar) {
    return call.further()
        .businessCalendars()
        .list()
        .map(all ->
            Reply.json(status, CalendarJson.of(calendar, all.standard()))
                .version(calendar.revision().version()))
        .map(reply ->
            status == 201
                ? reply.header("Location", call.link("/calendars/" + calendar.id()))
                : reply);
  }

  private static BusinessCalendars calendars(Call call) {
    return call.workspace().businessCalendars();
  }

  private static BusinessCalendarId id(Call call) {
    return new BusinessCalendarId(call.id("calendar"));
  }
}
