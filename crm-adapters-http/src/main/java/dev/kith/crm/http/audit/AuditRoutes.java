package dev.kith.crm.http.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.audit.AuditTrail;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.http.job.JobRoutes;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.List;
import java.util.UUID;

/** The audit trail, for those who oversee. */
public final class AuditRoutes {

  private static final String TAG = "Audit";

  private static final Shape.Fields ACTIVITY =
      Shape.fields(
          "Activity",
          Shape.required("items", Shape.listOf(AuditJson.ENTRY), "Newest first"),
          Shape.required(
              "nextBefore",
              Shape.orNull(Shape.uuid()),
              "To be sent as before for the next page; null on the last"));

  private AuditRoutes() {}

  public static List<Route> all() {
    return List.of(
        AuditJson.timelineParameters(Route.get("/audit/{type}/{id}", "getHistory"))
            .says(TAG, "Everything that happened to a record, also to one that is gone")
            .answers(200, AuditJson.TIMELINE, "The entries, newest first")
            .refuses("forbidden")
            .handledBy(AuditRoutes::history),
        Route.get("/users/{id}/activity", "getActivity")
            .says(TAG, "What somebody did")
            .query(
                "before",
                Shape.uuid(),
                "Only entries before this one: nextBefore of the page before")
            .query(
                "limit",
                Shape.whole(1, AuditJson.MOST),
                "Largest number of entries; usually " + AuditJson.USUAL)
            .answers(200, ACTIVITY, "The entries, newest first")
            .refuses("forbidden", "not-found")
            .handledBy(AuditRoutes::activity),
        Route.post("/audit:verify", "verifyAuditTrail")
            .says(TAG, "Read the whole trail and say whether it is what was written")
            .answers(
                202,
                JobRoutes.JOB,
                "The job that does it; its message, or its error, is the result")
            .refuses("forbidden")
            .handledBy(
                call -> trail(call).verifyInBackground().then(id -> JobRoutes.accepted(call, id))));
  }

  private static Outcome<Reply> history(Call call) {
    Subject subject = new Subject(call.path("type"), call.id("record"));
    return AuditJson.timeline(call, (before, limit) -> trail(call).history(subject, before, limit));
  }

  private static Outcome<Reply> activity(Call call) {
    int limit = call.number("limit", AuditJson.USUAL);
    UUID before = call.query("before").flatMap(ShapeCheck::uuid).orElse(null);
    return trail(call)
        .activity(new UserId(call.id("user")), before, limit + 1)
        .map(entries -> Reply.json(200, page(entries, limit)));
  }

  private static ObjectNode page(List<AuditEntry> entries, int limit) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    List<AuditEntry> page = entries.subList(0, Math.min(limit, entries.size()));
    page.forEach(entry -> items.add(AuditJson.of(entry)));
    json.put("nextBefore", entries.size() > limit ? page.getLast().id().toString() : null);
    return json;
  }

  private static AuditTrail trail(Call call) {
    return call.workspace().auditTrail();
  }
}
