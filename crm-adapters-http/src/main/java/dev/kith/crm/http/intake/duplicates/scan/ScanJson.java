package dev.kith.crm.http.intake.duplicates.scan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import dev.kith.crm.application.intake.duplicates.scan.ClusterView;
import dev.kith.crm.application.intake.duplicates.scan.ScanFindings;
import dev.kith.crm.application.intake.duplicates.scan.ScanView;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
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

  /** What the records of a scan or cluster are. */
  static final Shape KIND = Shape.choice(MergeKind.class);

  static final Shape.Fields SCAN =
      Shape.fields(
          "DuplicateScan",
          Shape.required("job", Shape.uuid(), "The job that does it"),
          Shape.required("kind", KIND, "What it looks through"),
          Shape.required("state", Shape.choice(JobState.class), "State of the job"),
          Shape.required("startedAt", Shape.instant(), "When it was asked for"),
          Shape.required(
              "finishedAt", Shape.orNull(Shape.instant()), "When it finished; null if it has not"),
          Shape.required("percent", Shape.whole(0, 100), "How much is done"),
          lookedAt(MergeKind.LEAD),
          lookedAt(MergeKind.ACCOUNT),
          lookedAt(MergeKind.CONTACT),
          Shape.required(
              "compared", Shape.whole(0, Long.MAX_VALUE), "How many pairs were compared"),
          Shape.required(
              "clusters", Shape.whole(0, Long.MAX_VALUE), "How many clusters were found"),
          Shape.required(
              "largeBlocks",
              Shape.whole(0, Long.MAX_VALUE),
              "Keys so common that each record was compared with its neighbours only"),
          Shape.required(
              "skippedBlocks",
              Shape.whole(0, Long.MAX_VALUE),
              "Keys so common that nothing was compared by them"),
          Shape.required(
              "largestBlock",
              Shape.whole(0, Long.MAX_VALUE),
              "How many records share the commonest key; 0 if none is common"),
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
          Shape.required("kind", KIND, "What its records are"),
          members(MergeKind.LEAD, "its company"),
          members(MergeKind.ACCOUNT, "where it is"),
          members(MergeKind.CONTACT, "where the person works"),
          Shape.required(
              "pairs",
              Shape.listOf(
                  Shape.fields(
                      "DuplicateClusterPair",
                      two(MergeKind.LEAD),
                      two(MergeKind.ACCOUNT),
                      two(MergeKind.CONTACT),
                      Shape.required(
                          "score", Shape.whole(0, 100), "How likely they are the same, in percent"),
                      Shape.required("decision", DuplicateJson.DECISION, "What to do about them"),
                      Shape.required("reasons", DuplicateJson.REASONS, "Field by field"))),
              "Those that look alike, the likeliest first"));

  static final Shape.Fields LIST =
      Paging.AFTER.shape("DuplicateClusterPage", CLUSTER, "The likeliest first", Shape.uuid());

  private ScanJson() {}

  /** The name of what holds records of a kind. */
  private static String several(MergeKind kind) {
    return kind.code() + "s";
  }

  private static Shape.Property lookedAt(MergeKind kind) {
    return Shape.optional(
        several(kind),
        Shape.whole(0, Long.MAX_VALUE),
        "How many " + several(kind) + " were looked at, if it looks through them");
  }

  private static Shape.Property members(MergeKind kind, String company) {
    String name = CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, kind.name());
    return Shape.optional(
        several(kind),
        Shape.listOf(
            Shape.fields(
                "DuplicateCluster" + name,
                Shape.required("id", Shape.uuid(), "Id of the " + kind.code()),
                Shape.required("name", Shape.text(), "How it is called"),
                Shape.required(
                    "company", Shape.orNull(Shape.text()), "What tells it apart: " + company))),
        "At least two, as far as the caller may see them, if it is one of " + several(kind));
  }

  private static Shape.Property two(MergeKind kind) {
    return Shape.optional(
        several(kind), Shape.listOf(Shape.uuid(), 2, 2), "The two, if they are " + several(kind));
  }

  static ObjectNode of(ScanView scan) {
    ScanFindings found = scan.findings();
    return Json.object()
        .put("job", scan.job().toString())
        .put("kind", scan.kind().name())
        .put("state", scan.state().name())
        .put("startedAt", scan.startedAt().toString())
        .put("finishedAt", text(scan.finishedAt()))
        .put("percent", scan.percent())
        .put(several(scan.kind()), found.records())
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
            .put("kind", cluster.kind().name())
            .put("score", cluster.score())
            .put("decision", cluster.decision().name());
    ArrayNode members = json.putArray(several(cluster.kind()));
    cluster
        .members()
        .forEach(member ->
            members
                .addObject()
                .put("id", member.record().toString())
                .put("name", member.name())
                .put("company", member.company()));
    ArrayNode pairs = json.putArray("pairs");
    cluster.pairs().forEach(pair -> pairs.add(of(cluster.kind(), pair)));
    return json;
  }

  private static ObjectNode of(MergeKind kind, ClusterView.Pair pair) {
    ObjectNode json = Json.object();
    json.putArray(several(kind)).add(pair.first().toString()).add(pair.second().toString());
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
