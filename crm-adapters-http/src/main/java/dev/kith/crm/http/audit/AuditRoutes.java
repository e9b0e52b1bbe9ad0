package dev.kith.crm.http.audit;

import dev.kith.crm.application.audit.AuditTrail;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.http.job.JobRoutes;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;

/** The audit trail, for those who oversee. */
public final class AuditRoutes {

  private static final String TAG = "Audit";

  private static final Shape.Fields ACTIVITY =
      Paging.BEFORE.shape("Activity", AuditJson.ENTRY, "Newest first", Shape.uuid());

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
            .query(Paging.BEFORE.parameters(Shape.uuid(), AuditJson.MOST, "entries"))
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
    return AuditJson.sharedTimeline(
        call, (before, limit) -> trail(call).activity(new UserId(call.id("user")), before, limit));
  }

  private static AuditTrail trail(Call call) {
    return call.workspace().auditTrail();
  }
}
