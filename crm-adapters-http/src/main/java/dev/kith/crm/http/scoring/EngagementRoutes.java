package dev.kith.crm.http.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.scoring.engagement.Engagements;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.ArrayList;
import java.util.List;

/** What leads do, over REST. */
final class EngagementRoutes {

  private static final String TAG = "Engagement";
  private static final int USUALLY_LISTED = 50;

  private EngagementRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.post("/engagement/events", "recordEngagement")
            .says(TAG, "Report something that a lead did; the same id counts once")
            .body(
                EngagementJson.DRAFT,
                (call, body) -> engagements(call).problemsOf(EngagementJson.read(body)))
            .answers(201, EngagementJson.RECEIPT, "It was recorded")
            .answers(200, EngagementJson.RECEIPT, "It was there already")
            .refuses("invalid", "not-found", "forbidden", "lead-deleted")
            .handledBy(call ->
                engagements(call)
                    .record(EngagementJson.read(call.body()))
                    .map(receipt ->
                        Reply.json(receipt.duplicate() ? 200 : 201, EngagementJson.of(receipt)))),
        Route.post("/engagement/events:batch", "recordEngagements")
            .says(
                TAG,
                "Report up to " + Engagements.LARGEST_BATCH + " events, each kept or refused alone")
            .body(EngagementJson.BATCH)
            .answers(200, EngagementJson.BATCH_RESULT, "What became of each")
            .refuses("invalid")
            .handledBy(EngagementRoutes::batch),
        Route.post("/engagement/events:stream", "streamEngagements")
            .says(TAG, "Report any number of events, a line of JSON for each")
            .rawBody("application/x-ndjson")
            .answers(200, EngagementJson.STREAM_RESULT, "What became of them")
            .handledBy(
                call -> new EngagementStream(call).record().map(json -> Reply.json(200, json))),
        Route.post("/engagement/events:reclassify", "reclassifyEngagements")
            .says(TAG, "Say who did certain events; scores follow, also those of the past")
            .body(EngagementJson.RECLASSIFICATION)
            .answers(200, EngagementJson.EVENTS, "The events as they are now")
            .refuses("invalid", "not-found", "forbidden")
            .handledBy(EngagementRoutes::reclassify),
        Route.get("/leads/{id}/engagement", "listEngagement")
            .says(TAG, "List what a lead did, the latest first")
            .query(
                "before",
                Shape.text(1, EngagementId.LONGEST),
                "Only what comes behind the event of this id")
            .query(
                "limit",
                Shape.whole(1, Engagements.MOST_LISTED),
                "How many; " + USUALLY_LISTED + " if it is missing")
            .answers(200, EngagementJson.EVENTS, "The latest events")
            .refuses("not-found", "invalid")
            .handledBy(call ->
                engagements(call)
                    .of(
                        new LeadId(call.id("lead")),
                        call.query("before").map(EngagementId::new).orElse(null),
                        call.number("limit", USUALLY_LISTED))
                    .map(events -> Reply.json(200, EngagementJson.events(events)))));
  }

  private static Outcome<Reply> batch(Call call) {
    List<EngagementDraft> drafts = new ArrayList<>();
    call.body().path("items").forEach(item -> drafts.add(EngagementJson.read(item)));
    return engagements(call)
        .recordAll(drafts)
        .map(outcomes -> Reply.json(200, EngagementJson.of(outcomes)));
  }

  private static Outcome<Reply> reclassify(Call call) {
    List<EngagementId> ids = new ArrayList<>();
    call.body().path("ids").forEach(id -> ids.add(new EngagementId(id.asText())));
    JsonNode verdict = call.body().path("verdict");
    return engagements(call)
        .reclassify(ids, verdict.isNull() ? null : Verdict.valueOf(verdict.asText()))
        .map(events -> Reply.json(200, EngagementJson.events(events)));
  }

  private static Engagements engagements(Call call) {
    return call.workspace().engagements();
  }
}
