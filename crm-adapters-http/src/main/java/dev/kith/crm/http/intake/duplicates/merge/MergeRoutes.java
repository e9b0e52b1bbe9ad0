package dev.kith.crm.http.intake.duplicates.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
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

/** Merging leads, accounts and contacts over REST. */
public final class MergeRoutes {

  private static final String TAG = "Duplicates";

  private MergeRoutes() {}

  /** What merging, and undoing that, refuses of each kind. */
  private static String[] refusals(MergeKind kind) {
    return switch (kind) {
      case LEAD ->
          new String[] {
            "lead-deleted",
            "lead-merged",
            "lead-converted",
            "lead-email-taken",
            "lead-external-id-taken"
          };
      case ACCOUNT ->
          new String[] {
            "account-deleted",
            "account-merged",
            "account-domain-taken",
            "account-external-id-taken",
            "account-circular",
            "account-too-deep",
            "unknown-parent"
          };
      case CONTACT ->
          new String[] {
            "contact-deleted", "contact-merged", "contact-email-taken", "contact-external-id-taken"
          };
    };
  }

  public static List<Route> all() {
    return List.of(
        merging(MergeKind.LEAD, "mergeLeads", "Merge other leads into a lead"),
        merging(MergeKind.ACCOUNT, "mergeAccounts", "Merge other accounts into an account"),
        merging(MergeKind.CONTACT, "mergeContacts", "Merge other contacts into a contact"),
        Route.get("/merges", "listMerges")
            .says(TAG, "List merges, newest first")
            .query("lead", Shape.uuid(), "Only merges in which this lead took part")
            .query("account", Shape.uuid(), "Only merges in which this account took part")
            .query("contact", Shape.uuid(), "Only merges in which this contact took part")
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
            .refuses("not-found", "forbidden", "invalid", "merge-undone")
            .refuses(refusals(MergeKind.LEAD))
            .refuses(refusals(MergeKind.ACCOUNT))
            .refuses(refusals(MergeKind.CONTACT))
            .handledBy(call -> merges(call).undo(id(call)).map(merge -> reply(200, merge))));
  }

  private static Route merging(MergeKind kind, String operation, String says) {
    return Route.post("/" + kind.code() + "s/{id}:merge", operation)
        .says(TAG, says)
        .body(MergeJson.command(kind))
        .versioned()
        .answers(201, MergeJson.MERGE, "The merge, by which it can be undone")
        .refuses("not-found", "forbidden", "invalid")
        .refuses(refusals(kind))
        .handledBy(call -> merge(call, kind));
  }

  private static Outcome<Reply> merge(Call call, MergeKind kind) {
    List<Violation> violations = new ArrayList<>();
    Map<String, UUID> fields = new LinkedHashMap<>();
    call.body()
        .path("fields")
        .properties()
        .forEach(e ->
            ShapeCheck.uuid(e.getValue().asText())
                .ifPresentOrElse(
                    record -> fields.put(e.getKey(), record),
                    () ->
                        violations.add(
                            Violation.at("fields/" + e.getKey(), "uuid", "This is no id."))));
    Map<UUID, Long> versions = versions(call.body().path("versions"), violations);
    if (!violations.isEmpty()) {
      throw Problem.ofBody(violations).asException();
    }
    List<UUID> others = new ArrayList<>();
    call.body()
        .path("others")
        .forEach(id -> others.add(ShapeCheck.uuid(id.textValue()).orElseThrow()));
    return merges(call)
        .merge(new Merges.Command(kind, call.id(kind.code()), others, fields, versions))
        .map(merge -> reply(201, merge).header("Location", call.link("/merges/" + merge.id())));
  }

  private static Map<UUID, Long> versions(JsonNode json, List<Violation> violations) {
    Map<UUID, Long> versions = new LinkedHashMap<>();
    json.properties()
        .forEach(e -> {
          Optional<UUID> record = ShapeCheck.uuid(e.getKey());
          if (record.isPresent()) {
            versions.put(record.get(), e.getValue().asLong());
          } else {
            violations.add(Violation.at("versions/" + e.getKey(), "uuid", "This is no id."));
          }
        });
    return versions;
  }

  private static Outcome<Reply> list(Call call) {
    int limit = Paging.limit(call);
    UUID record =
        call.queryId("lead")
            .or(() -> call.queryId("account"))
            .or(() -> call.queryId("contact"))
            .orElse(null);
    MergeId after = call.queryId("after").map(MergeId::new).orElse(null);
    return merges(call)
        .list(record, after, limit + 1)
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
