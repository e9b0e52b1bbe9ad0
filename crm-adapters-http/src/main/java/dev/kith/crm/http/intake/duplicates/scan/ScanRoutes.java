package dev.kith.crm.http.intake.duplicates.scan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.duplicates.scan.DuplicateScans;
import dev.kith.crm.application.intake.duplicates.scan.ScanView;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.scan.ClusterId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.intake.duplicates.DuplicateJson;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.Optional;

/** Scanning for duplicates, and working through what was found, over REST. */
public final class ScanRoutes {

  private static final String TAG = "Duplicates";
  private static final String WHICH = "What is looked through; usually leads";

  private ScanRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.post("/duplicates/scans", "scanForDuplicates")
            .says(
                TAG,
                "Have all leads, accounts or contacts looked through; while such a scan is under"
                    + " way, this joins it")
            .query("kind", ScanJson.KIND, WHICH)
            .answers(202, ScanJson.SCAN, "The scan; follow its job at the Location")
            .refuses("forbidden")
            .handledBy(ScanRoutes::start),
        Route.get("/duplicates/scans", "getDuplicateScans")
            .says(TAG, "Read how far the scan is, and what the last finished one found")
            .query("kind", ScanJson.KIND, WHICH)
            .answers(200, ScanJson.LATEST, "The scans")
            .refuses("forbidden")
            .handledBy(ScanRoutes::latest),
        Route.get("/duplicates/clusters", "listDuplicateClusters")
            .says(
                TAG,
                "List leads, accounts or contacts that are probably the same, the likeliest first")
            .query("kind", ScanJson.KIND, WHICH)
            .query(Paging.AFTER.parameters(Shape.uuid(), DuplicateScans.LARGEST_LIST, "clusters"))
            .answers(200, ScanJson.LIST, "A page of clusters")
            .refuses("forbidden")
            .handledBy(call ->
                scans(call)
                    .list(
                        kind(call),
                        call.queryId("after").map(ClusterId::new).orElse(null),
                        Paging.limit(call))
                    .map(page -> Reply.json(200, ScanJson.of(page)))),
        Route.get("/duplicates/clusters/{id}", "getDuplicateCluster")
            .says(TAG, "Read a cluster")
            .answers(200, ScanJson.CLUSTER, "The cluster")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                scans(call).get(id(call)).map(found -> Reply.json(200, ScanJson.of(found)))),
        Route.post("/duplicates/clusters/{id}:dismiss", "dismissDuplicateCluster")
            .says(TAG, "Say that the records of a cluster are not the same, pair by pair")
            .answers(200, DuplicateJson.PAIRS, "The pairs that were told apart")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                scans(call).dismiss(id(call)).map(pairs -> Reply.json(200, ScanJson.of(pairs)))));
  }

  private static Outcome<Reply> start(Call call) {
    return scans(call)
        .start(kind(call))
        .map(scan ->
            Reply.json(202, ScanJson.of(scan))
                .header("Location", call.link("/jobs/" + scan.job())));
  }

  private static Outcome<Reply> latest(Call call) {
    return scans(call)
        .latest(kind(call))
        .then(latest -> scans(call).shown(kind(call)).map(shown -> reply(latest, shown)));
  }

  private static Reply reply(Optional<ScanView> latest, Optional<ScanView> shown) {
    ObjectNode json = Json.object();
    json.set("latest", latest.map(ScanJson::of).orElse(null));
    json.set("shown", shown.map(ScanJson::of).orElse(null));
    return Reply.json(200, json);
  }

  private static MergeKind kind(Call call) {
    return call.query("kind").map(MergeKind::valueOf).orElse(MergeKind.LEAD);
  }

  private static ClusterId id(Call call) {
    return new ClusterId(call.id("cluster"));
  }

  private static DuplicateScans scans(Call call) {
    return call.workspace().duplicateScans();
  }
}
