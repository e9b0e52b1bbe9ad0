package dev.kith.crm.http.intake.duplicates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.duplicates.Duplicates;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DistinctPairId;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.kernel.problem.Problem;
import dev.kith.crm.http.lead.LeadDraftJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What looks alike, and what was told apart, over REST. */
public final class DuplicateRoutes {

  private static final String TAG = "Duplicates";

  private DuplicateRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.post("/validation/duplicates", "findDuplicatesOfDraft")
            .says(TAG, "Find leads that look like a draft, which may be unfinished")
            .asking()
            .body(LeadDraftJson.shape("DuplicateQuestion", field -> Shape.text()))
            .answers(200, DuplicateJson.CHECK, "The leads that look alike")
            .refuses("forbidden")
            .handledBy(call ->
                duplicates(call)
                    .check(LeadDraftJson.read(call.body()))
                    .map(check -> Reply.json(200, DuplicateJson.of("lead", check)))),
        Route.get("/leads/{id}/duplicates", "findDuplicatesOfLead")
            .says(TAG, "Find leads that look like a lead")
            .answers(200, DuplicateJson.CHECK, "The leads that look alike")
            .refuses("forbidden", "not-found")
            .handledBy(call ->
                duplicates(call)
                    .check(new LeadId(call.id("lead")))
                    .map(check -> Reply.json(200, DuplicateJson.of("lead", check)))),
        Route.post("/duplicates/distinct-pairs", "tellRecordsApart")
            .says(
                TAG,
                "Say that two leads, accounts or contacts are not the same, so that nobody is asked"
                    + " again")
            .body(DuplicateJson.TWO_RECORDS)
            .answers(201, DuplicateJson.PAIR, "The pair; the one from before if there was one")
            .refuses("forbidden", "not-found", "invalid")
            .handledBy(DuplicateRoutes::tellApart),
        Route.delete("/duplicates/distinct-pairs/{id}", "takeDistinctPairBack")
            .says(TAG, "Take back that two records are not the same")
            .answers(200, DuplicateJson.PAIR, "The pair that was taken back")
            .refuses("forbidden", "not-found")
            .handledBy(call ->
                duplicates(call)
                    .takeBack(new DistinctPairId(call.id("distinct pair")))
                    .map(pair -> Reply.json(200, DuplicateJson.of(pair)))),
        Route.get("/leads/{id}/distinct-pairs", "listDistinctPairsOfLead")
            .says(TAG, "List the pairs of a lead that were told apart")
            .answers(200, DuplicateJson.PAIRS, "The pairs of which the caller sees both leads")
            .refuses("not-found")
            .handledBy(call ->
                duplicates(call)
                    .toldApart(new LeadId(call.id("lead")))
                    .map(pairs -> Reply.json(200, of(pairs)))),
        pairsOf(MergeKind.ACCOUNT, "listDistinctPairsOfAccount"),
        pairsOf(MergeKind.CONTACT, "listDistinctPairsOfContact"),
        Route.get("/duplicates/thresholds", "getDuplicateThresholds")
            .says(TAG, "Read from which weight on leads, accounts and contacts count as the same")
            .answers(200, DuplicateJson.THRESHOLDS, "The thresholds in force")
            .refuses("forbidden")
            .handledBy(call -> thresholds(duplicates(call).thresholds())),
        Route.put("/duplicates/thresholds", "setDuplicateThresholds")
            .says(TAG, "Set from which weight on leads, accounts and contacts count as the same")
            .body(DuplicateJson.THRESHOLD_SETTINGS)
            .versioned()
            .answers(200, DuplicateJson.THRESHOLDS, "The thresholds in force")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                thresholds(duplicates(call).setThresholds(DuplicateJson.thresholds(call.body())))));
  }

  private static Outcome<Reply> thresholds(Outcome<DuplicateThresholds> outcome) {
    return outcome.map(
        set -> Reply.json(200, DuplicateJson.of(set)).version(set.revision().version()));
  }

  private static Outcome<Reply> tellApart(Call call) {
    List<MergeKind> named =
        Arrays.stream(MergeKind.values())
            .filter(kind -> call.body().path(kind.code() + "s").isArray())
            .toList();
    if (named.size() != 1) {
      throw Problem.ofBody(
              List.of(
                  Violation.at(
                      "leads",
                      "one-kind",
                      "Two leads are named, or two accounts, or two contacts.")))
          .asException();
    }
    MergeKind kind = named.getFirst();
    List<LeadId> two = ids(call, kind.code() + "s");
    Outcome<DistinctPair> told =
        kind == MergeKind.LEAD
            ? duplicates(call).tellApart(two.getFirst(), two.getLast())
            : call.workspace()
                .recordDuplicates()
                .tellApart(kind, two.getFirst().value(), two.getLast().value());
    return told.map(pair -> Reply.json(201, DuplicateJson.of(pair)));
  }

  private static Route pairsOf(MergeKind kind, String operation) {
    return Route.get("/" + kind.code() + "s/{id}/distinct-pairs", operation)
        .says(TAG, "List the pairs of the " + kind.code() + " that were told apart")
        .answers(200, DuplicateJson.PAIRS, "The pairs of which the caller sees both")
        .refuses("not-found")
        .handledBy(call ->
            call.workspace()
                .recordDuplicates()
                .toldApart(kind, call.id(kind.code()))
                .map(pairs -> Reply.json(200, of(pairs))));
  }

  /** The ids of leads in a list of the body. */
  static List<LeadId> ids(Call call, String property) {
    List<LeadId> ids = new ArrayList<>();
    call.body()
        .path(property)
        .forEach(id -> ids.add(new LeadId(ShapeCheck.uuid(id.textValue()).orElseThrow())));
    return ids;
  }

  private static ObjectNode of(List<DistinctPair> pairs) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    pairs.forEach(pair -> items.add(DuplicateJson.of(pair)));
    return json;
  }

  private static Duplicates duplicates(Call call) {
    return call.workspace().duplicates();
  }
}
