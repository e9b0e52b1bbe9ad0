package dev.kith.crm.http.intake.duplicates.scan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.duplicates.scan.ClusterView;
import dev.kith.crm.application.intake.duplicates.scan.ScanFindings;
import dev.kith.crm.application.intake.duplicates.scan.ScanView;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.http.intake.duplicates.DuplicateJson;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scans and clusters in JSON. */
final class ScanJson {

  static final Shape.Fields SCAN =
      Shape.fields(
          "DuplicateScan",
          Shape.required("job", Shape.uuid(), "The job that does it"),
          Shape.required("state", Shape.choice(JobState.class), "State of the job"),
          Shape.required("startedAt", Shape.instant(), "When it was asked for"),
          Shape.required(
              "finishedAt", Shape.orNull(Shape.instant()), "When it finished; null if it has not"),
          Shape.required("percent", Shape.whole(0, 100), "How much is done"),
          Shape.required("leads", Shape.whole(0, Long.MAX_VALUE), "How many leads were looked at"),
          Shape.required(
              "compared", Shape.whole(0, Long.MAX_VALUE), "How many pairs were compared"),
          Shape.required(
              "clusters", Shape.whole(0, Long.MAX_VALUE), "How many clusters were found"),
          Shape.required(
              "largeBlocks",
              Shape.whole(0, Long.MAX_VALUE),
              "Keys so common that each lead was compared with its neighbours only"),
          Shape.required(
              "skippedBlocks",
              Shape.whole(0, Long.MAX_VALUE),
              "Keys so common that nothing was compared by them"),
          Shape.required(
              "largestBlock",
              Shape.whole(0, Long.MAX_VALUE),
              "How many leads share the commonest key; 0 if none is common"),
          Shape.required(
              "cutPairs",
              Shape.whole(0, Long.MAX_VALUE),
              "Pairs left out because their cluster would have become too large"));

  static final Shape.Fields LATEST =
      Shape.fields(
          "DuplicateScans",
          Shape.required(
              "latest", Shape.orNull(SCAN), "The one asked for last; null if there was none"),
          Shape.required(
              "shown", Shape.orNull(SCAN), "The one whose clusters are listed; null if none is"));

  static final Shape.Fields CLUSTER =
      Shape.fields(
          "DuplicateCluster",
          Shape.required("id", Shape.uuid(), "Id of the cluster"),
          Shape.required("score", Shape.whole(0, 100), "Of the likeliest pair, in percent"),
          Shape.required("decision", DuplicateJson.DECISION, "Of the likeliest pair"),
          Shape.required(
              "leads",
              Shape.listOf(
                  Shape.fields(
                      "DuplicateClusterLead",
                      Shape.required("id", Shape.uuid(), "Id of the lead"),
                      Shape.required("name", Shape.text(), "How it is called"),
                      Shape.required(
                          "company", Shape.orNull(Shape.text()), "Its company, if it has one"))),
              "At least two, as far as the caller may see them"),
          Shape.required(
              "pairs",
              Shape.listOf(
                  Shape.fields(
                      "DuplicateClusterPair",
                      Shape.required("leads", Shape.listOf(Shape.uuid(), 2, 2), "The two leads"),
                      Shape.required(
                          "score", Shape.whole(0, 100), "How likely they are the same, in percent"),
                      Shape.required("decision", DuplicateJson.DECISION, "What to do about them"),
                      Shape.required("reasons", DuplicateJson.REASONS, "Field by field"))),
              "Those that look alike, the likeliest first"));

  static final Shape.Fields LIST =
      Paging.AFTER.shape("DuplicateClusterPage", CLUSTER, "The likeliest first", Shape.uuid());

  private ScanJson() {}

  static ObjectNode of(ScanView scan) {
    ScanFindings found = scan.findings();
    return Json.object()
        .put("job", scan.job().toString())
        .put("state", scan.state().name())
        .put("startedAt", scan.startedAt().toString())
        .put("finishedAt", text(scan.finishedAt()))
        .put("percent", scan.percent())
        .put("leads", found.leads())
        .put("compared", found.compared())
        .put("clusters", found.clusters())
        .put("largeBlocks", found.largeBlocks())
        .put("skippedBlocks", found.skippedBlocks())
        .put("largestBlock", found.largestBlock())
        .put("cutPairs", found.cutPairs());
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  static ObjectNode of(ClusterView.Page page) {
    return Paging.AFTER.page(
        page.items(), ScanJson::of, page.next() == null ? null : page.next().value());
  }

  static ObjectNode of(ClusterView cluster) {
    ObjectNode json =
        Json.object()
            .put("id", cluster.id().toString())
            .put("score", cluster.score())
            .put("decision", cluster.decision().name());
    ArrayNode leads = json.putArray("leads");
    cluster
        .members()
        .forEach(member ->
            leads
                .addObject()
                .put("id", member.lead().toString())
                .put("name", member.name())
                .put("company", member.company()));
    ArrayNode pairs = json.putArray("pairs");
    cluster.pairs().forEach(pair -> pairs.add(of(pair)));
    return json;
  }

  private static ObjectNode of(ClusterView.Pair pair) {
    ObjectNode json = Json.object();
    json.putArray("leads").add(pair.first().toString()).add(pair.second().toString());
    json.put("score", pair.score()).put("decision", pair.decision().name());
    json.set("reasons", DuplicateJson.of(pair.reasons()));
    return json;
  }

  static ObjectNode of(List<DistinctPair> pairs) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    pairs.forEach(pair -> items.add(DuplicateJson.of(pair)));
    return json;
  }
}
