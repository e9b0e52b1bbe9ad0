package dev.kith.crm.http.task.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.task.feed.CalendarFeed;
import dev.kith.crm.application.task.feed.CalendarFeed.State;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The address for one's calendar over REST. */
public final class CalendarFeedRoutes {

  private static final String TAG = "Calendar feed";

  private static final Shape.Fields STATE =
      Shape.fields(
          "CalendarFeed",
          Shape.required("active", Shape.flag(), "Whether there is an address"),
          Shape.required("since", Shape.orNull(Shape.instant()), "When it was made"),
          Shape.required(
              "expiresAt",
              Shape.orNull(Shape.instant()),
              "When it has to be renewed at the latest"),
          Shape.required(
              "lastUsedAt", Shape.orNull(Shape.instant()), "When a calendar last asked for it"));

  private static final Shape.Fields RENEWED =
      new Shape.Fields("RenewedCalendarFeed", STATE.properties())
          .with(
              Shape.required(
                  "path",
                  Shape.orNull(Shape.text()),
                  "Where it is on this server, shown this once; null if the answer is repeated"));

  private CalendarFeedRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/me/calendar-feed", "getCalendarFeed")
            .says(TAG, "Whether there is an address for one's calendar")
            .answers(200, STATE, "The state of it")
            .handledBy(call -> Outcome.done(Reply.json(200, json(feed(call).state())))),
        Route.post("/me/calendar-feed:renew", "renewCalendarFeed")
            .says(TAG, "Make an address for one's calendar; one that was there ends")
            .answers(200, RENEWED, "The address, this once")
            .refuses("forbidden", "not-found", "grants-too-wide")
            .handledBy(call ->
                feed(call)
                    .renew()
                    .map(renewed ->
                        Reply.json(
                            200,
                            json(renewed.state())
                                .put(
                                    "path",
                                    renewed.secret() == null ? null : pathOf(renewed.secret()))))),
        Route.post("/me/calendar-feed:revoke", "revokeCalendarFeed")
            .says(TAG, "Let the address for one's calendar lead nowhere")
            .answers(200, STATE, "The state of it")
            .refuses("forbidden", "not-found")
            .handledBy(call -> feed(call).revoke().map(state -> Reply.json(200, json(state)))));
  }

  /** Where the calendar of a secret is. */
  public static String pathOf(String secret) {
    return CalendarEndpoints.PATH + secret + CalendarEndpoints.SUFFIX;
  }

  private static ObjectNode json(State state) {
    return Json.object()
        .put("active", state.active())
        .put("since", text(state.since()))
        .put("expiresAt", text(state.expiresAt()))
        .put("lastUsedAt", text(state.lastUsedAt()));
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  private static CalendarFeed feed(Call call) {
    return call.workspace().calendarFeed();
  }
}
