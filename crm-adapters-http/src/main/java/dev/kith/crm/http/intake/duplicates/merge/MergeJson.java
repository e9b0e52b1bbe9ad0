package dev.kith.crm.http.intake.duplicates.merge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.intake.duplicates.merge.MergeStatus;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.pages.Words;

/** The JSON of merges. It names fields, not their values: those are seen on the records. */
final class MergeJson {

  /** Which records of one kind become one. */
  static Shape.Fields command(MergeKind kind) {
    String one = kind.code();
    return Shape.fields(
        Words.ofChoice(kind.name()) + "Merge",
        Shape.required(
            "others",
            Shape.listOf(Shape.uuid(), 1, MergeChoice.MOST_OTHERS),
            "Ids of the " + one + "s that become part of this one"),
        Shape.optional(
            "fields",
            new Shape.MapOf(Shape.text()),
            "By field (or owner), the id of the "
                + one
                + " whose value is kept; else this "
                + one
                + "'s, or where it has none, the first other's that has one"),
        Shape.optional(
            "versions",
            new Shape.MapOf(Shape.count()),
            "By id, the versions of the others that were looked at; of this "
                + one
                + " it is If-Match"));
  }

  static final Shape.Fields MERGE =
      Shape.fields(
          "Merge",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("kind", Shape.choice(MergeKind.class), "What was merged"),
          Shape.required("winner", Shape.uuid(), "Id of the record that stayed"),
          Shape.required(
              "losers", Shape.listOf(Shape.uuid()), "Ids of the records that became part of it"),
          Shape.required(
              "fields",
              new Shape.MapOf(Shape.uuid()),
              "The winner's fields that the merge changed, and from which record each was taken"),
          Shape.required("status", Shape.choice(MergeStatus.Name.class), "Whether it holds"),
          Shape.required("statusSince", Shape.instant(), "Since when"),
          Shape.required(
              "kept",
              Shape.listOf(Shape.text()),
              "Once undone: fields of the winner that had been edited since, and stayed"),
          Shape.required("by", Shape.uuid(), "Who merged them"),
          Shape.required("byName", Shape.text(), "Who, by the name they had then"),
          Shape.required("createdAt", Shape.instant(), "When"),
          Shape.required("version", Shape.count(), "Stands in the ETag as well"));

  static final Shape.Fields LIST =
      Paging.AFTER.shape("MergeList", MERGE, "Newest first", Shape.uuid());

  private MergeJson() {}

  static ObjectNode of(Merge merge) {
    ObjectNode json =
        Json.object()
            .put("id", merge.id().toString())
            .put("kind", merge.kind().name())
            .put("winner", merge.winner().toString());
    ArrayNode losers = json.putArray("losers");
    merge.losers().forEach(loser -> losers.add(loser.toString()));
    ObjectNode fields = json.putObject("fields");
    merge.taken().forEach(taken -> fields.put(taken.field(), taken.from().toString()));
    json.put("status", merge.status().name().name())
        .put("statusSince", merge.status().since().toString());
    ArrayNode kept = json.putArray("kept");
    if (merge.status() instanceof MergeStatus.Undone undone) {
      undone.kept().forEach(kept::add);
    }
    return json.put("by", merge.by().toString())
        .put("byName", merge.byName())
        .put("createdAt", merge.revision().createdAt().toString())
        .put("version", merge.revision().version());
  }
}
