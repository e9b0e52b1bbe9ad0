package dev.kith.crm.http.scoring.tracking;

import dev.kith.crm.application.scoring.tracking.Tracking;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.scoring.tracking.VisitorId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** Tracked links, visitors, and the settings of both, over REST. */
public final class TrackingRoutes {

  private static final String TAG = "Tracking";

  private TrackingRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.post("/tracking/links", "makeTrackedLinks")
            .says(TAG, "Make the links of a mail, and its picture, that tell what a lead does")
            .body(TrackingJson.MAILING)
            .answers(200, TrackingJson.ADDRESSES, "Their addresses")
            .refuses("invalid", "not-found", "forbidden", "lead-deleted")
            .handledBy(call ->
                tracking(call)
                    .links(TrackingJson.mailing(call.body()))
                    .map(addresses -> Reply.json(200, TrackingJson.of(addresses)))),
        Route.get("/tracking/settings", "getTrackingSettings")
            .says(TAG, "Read what is tracked, and how")
            .answers(200, TrackingJson.KEPT_SETTINGS, "The settings in force")
            .refuses("forbidden")
            .handledBy(call -> settings(tracking(call).settings())),
        Route.put("/tracking/settings", "setTrackingSettings")
            .says(TAG, "Replace the settings")
            .body(
                TrackingJson.SETTINGS,
                (call, body) -> tracking(call).problemsOf(TrackingJson.settings(body)))
            .versioned()
            .answers(200, TrackingJson.KEPT_SETTINGS, "The settings in force")
            .refuses("forbidden", "invalid")
            .handledBy(
                call -> settings(tracking(call).setSettings(TrackingJson.settings(call.body())))),
        Route.post("/tracking/keys:rotate", "rotateTrackingKeys")
            .says(TAG, "Sign links by a new key from now on")
            .body(TrackingJson.ROTATION)
            .answers(200, TrackingJson.KEPT_SETTINGS, "The settings, with the keys")
            .refuses("forbidden")
            .handledBy(call ->
                settings(tracking(call).rotateKeys(call.body().path("revoke").asBoolean()))),
        Route.get("/tracking/visitors", "listVisitors")
            .says(TAG, "List the visitors that were seen last")
            .answers(200, TrackingJson.VISITORS, "Up to " + Tracking.MOST_LISTED + " visitors")
            .refuses("forbidden")
            .handledBy(call ->
                tracking(call).latest().map(seen -> Reply.json(200, TrackingJson.latest(seen)))),
        Route.get("/tracking/visitors/{id}", "getVisitor")
            .says(TAG, "Read what is kept of a visitor")
            .answers(200, TrackingJson.VISITOR_VIEW, "The visitor, what it did, and who it was")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                tracking(call)
                    .visitor(id(call))
                    .map(view -> Reply.json(200, TrackingJson.of(view)))),
        Route.post("/tracking/visitors/{id}:identify", "identifyVisitor")
            .says(TAG, "Say that a visitor is a lead: what it did counts for the lead")
            .body(TrackingJson.IDENTITY)
            .answers(200, TrackingJson.VISITOR, "The visitor")
            .refuses("invalid", "not-found", "forbidden", "lead-deleted")
            .handledBy(call ->
                tracking(call)
                    .identify(id(call), new LeadId(call.uuid("lead").orElseThrow()))
                    .map(visitor -> Reply.json(200, TrackingJson.of(visitor)))),
        Route.post("/tracking/visitors/{id}:forget-join", "forgetVisitorJoin")
            .says(TAG, "Take back that a visitor is a lead: scores are as if it had never been")
            .answers(200, TrackingJson.VISITOR, "The visitor, who is nobody")
            .refuses("invalid", "not-found", "forbidden")
            .handledBy(call ->
                tracking(call)
                    .forgetJoin(id(call))
                    .map(visitor -> Reply.json(200, TrackingJson.of(visitor)))),
        Route.delete("/tracking/visitors/{id}", "deleteVisitor")
            .says(TAG, "Delete a visitor with all that it did, for a lead too")
            .answers(204, "It is gone")
            .refuses("not-found", "forbidden")
            .handledBy(call -> tracking(call).delete(id(call)).map(gone -> Reply.empty(204))),
        Route.get("/leads/{id}/visitors", "listVisitorsOfLead")
            .says(TAG, "List which visitors were held to be a lead")
            .answers(200, TrackingJson.JOURNAL, "The journal")
            .refuses("not-found")
            .handledBy(call ->
                tracking(call)
                    .journal(new LeadId(call.id("lead")))
                    .map(joins -> Reply.json(200, TrackingJson.journal(joins)))));
  }

  private static Outcome<Reply> settings(Outcome<TrackingSettings> outcome) {
    return outcome.map(settings ->
        Reply.json(200, TrackingJson.of(settings)).version(settings.revision().version()));
  }

  private static Tracking tracking(Call call) {
    return call.workspace().tracking();
  }

  private static VisitorId id(Call call) {
    return new VisitorId(call.id("visitor"));
  }
}
