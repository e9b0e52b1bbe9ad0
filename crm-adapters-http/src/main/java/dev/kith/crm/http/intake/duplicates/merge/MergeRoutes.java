package dev.kith.crm.http.intake.duplicates.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Merging leads over REST. */
public final class MergeRoutes {

  private static final String TAG = "Duplicates";

  private MergeRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.post("/leads/{id}:merge", "mergeLeads")
            .says(TAG, "Merge other leads into a lead")
            .body(MergeJson.COMMAND)
            .versioned()
            .answers(201, MergeJson.MERGE, "The merge, by which it can be undone")
            .refuses(
                "not-found",
                "forbidden",
                "invalid",
                "lead-deleted",
                "lead-merged",
                "lead-converted",
                "lead-email-taken",
                "lead-external-id-taken")
            .handledBy(MergeRoutes::merge),
        Route.get("/merges", "listMerges")
            .says(TAG, "List merges, newest first")
            .query("lead", Shape.uuid(), "Only merges in which this lead took part")
            .query(Paging.AFTER.parameters(Shape.uuid(), Merges.LARGEST_LIST - 1, "merges"))
            .answers(200, MergeJson.LIST, "A page of merges")
            .refuses("forbidden")
            .handledBy(MergeRoutes::list),
        Route.get("/merges/{id}", "getMerge")
            .says(TAG, "Read a merge")
            .answers(200, MergeJson.MERGE, "The merge")
            .refuses("not-found", "forbidden")
            .handledBy(call -> merges(call).get(id(call)).map(merge -> reply(200, merge))),
        Route.post("/merges/{id}:undo", "undoMerge")
            .says(
                TAG,
                "Undo a merge: fields of the winner that were edited since stay, and are named")
            .versioned()
            .answers(200, MergeJson.MERGE, "The merge, with the fields that stayed in kept")
            .refuses(
                "not-found",
                "forbidden",
                "invalid",
                "merge-undone",
                "lead-deleted",
                "lead-merged",
                "lead-converted",
                "lead-email-taken",
                "lead-external-id-taken")
            .handledBy(call -> merges(call).undo(id(call)).map(merge -> reply(200, merge))));
  }

  private static Outcome<Reply> merge(Call call) {
    List<Violation> violations = new ArrayList<>();
    Map<String, LeadId> fields = new LinkedHashMap<>();
    call.body()
        .path("fields")
        .properties()
        .forEach(e ->
            ShapeCheck.uuid(e.getValue().asText())
                .ifPresentOrElse(
                    lead -> fields.put(e.getKey(), new LeadId(lead)),
                    () ->
                        violations.add(
                            Violation.at("fields/" + e.getKey(), "uuid", "This is no id."))));
    Map<LeadId, Long> versions = versions(call.body().path("versions"), violations);
    if (!violations.isEmpty()) {
      throw Problem.ofBody(violations).asException();
    }
    List<LeadId> others = new ArrayList<>();
    call.body()
        .path("others")
        .forEach(id -> others.add(new LeadId(ShapeCheck.uuid(id.textValue()).orElseThrow())));
    return merges(call)
        .merge(new Merges.Command(new LeadId(call.id("lead")), others, fields, versions))
        .map(merge -> reply(201, merge).header("Location", call.link("/merges/" + merge.id())));
  }

  private static Map<LeadId, Long> versions(JsonNode json, List<Violation> violations) {
    Map<LeadId, Long> versions = new LinkedHashMap<>();
    json.properties()
        .forEach(e -> {
          Optional<UUID> lead = ShapeCheck.uuid(e.getKey());
          if (lead.isPresent()) {
            versions.put(new LeadId(lead.get()), e.getValue().asLong());
          } else {
            violations.add(Violation.at("versions/" + e.getKey(), "uuid", "This is no id."));
          }
        });
    return versions;
  }

  private static Outcome<Reply> list(Call call) {
    int limit = Paging.limit(call);
    LeadId lead = call.queryId("lead").map(LeadId::new).orElse(null);
    MergeId after = call.queryId("after").map(MergeId::new).orElse(null);
    return merges(call)
        .list(lead, after, limit + 1)
        .map(found ->
            Reply.json(
                200, Paging.AFTER.page(found, limit, MergeJson::of, merge -> merge.id().value())));
  }

  private static Reply reply(int status, Merge merge) {
    return Reply.json(status, MergeJson.of(merge)).version(merge.revision().version());
  }

  private static MergeId id(Call call) {
    return new MergeId(call.id("merge"));
  }

  private static Merges merges(Call call) {
    return call.workspace().merges();
  }
}
