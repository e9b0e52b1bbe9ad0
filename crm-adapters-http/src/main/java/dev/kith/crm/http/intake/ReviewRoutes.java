package dev.kith.crm.http.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.ImportedRow;
import dev.kith.crm.application.intake.review.ImportReviews;
import dev.kith.crm.application.intake.review.ImportReviews.Answer;
import dev.kith.crm.application.intake.review.ImportReviews.Answers;
import dev.kith.crm.application.intake.review.ImportReviews.Counts;
import dev.kith.crm.application.intake.review.ImportReviews.Decision;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ReviewDecision;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rows of imports that were put aside for somebody to decide. */
public final class ReviewRoutes {

  private static final String TAG = "Imports";

  private static final Shape.Fields LIST =
      Shape.fields(
          "ImportReviews",
          Shape.required("open", Shape.count(), "Rows on which nobody has decided"),
          Shape.required("taken", Shape.count(), "Rows that were taken"),
          Shape.required("kept", Shape.count(), "Rows whose record stayed as it was"),
          Shape.required(
              "items", Shape.listOf(ImportShapes.ROW), "Open ones, in the order of the file"),
          Paging.AFTER.shapeOfNext(Shape.count()));

  private static final Shape.Fields DECISIONS =
      Shape.fields(
          "ImportDecisions",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("row", Shape.whole(1, Integer.MAX_VALUE), "Its number"),
                      Shape.required(
                          "decision",
                          Shape.choice(ReviewDecision.class),
                          "Whether the row counts, or the record stays as it is"),
                      Shape.optional(
                          "fields",
                          Shape.listOf(Shape.text()),
                          "Of a row that counts, only these; otherwise all")),
                  1,
                  ImportReviews.LARGEST_BATCH),
              "On each row by itself"));

  private static final Shape.Fields ANSWERS =
      Shape.fields(
          "ImportDecided",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("row", Shape.count(), "Its number"),
                      Shape.required(
                          "decision",
                          Shape.orNull(Shape.choice(ReviewDecision.class)),
                          "What was decided; null where the row stays as it was"),
                      Shape.required(
                          "problems",
                          Shape.listOf(
                              Shape.fields(
                                  null,
                                  Shape.required("pointer", Shape.text(), "The field"),
                                  Shape.required("code", Shape.text(), "Stable name"),
                                  Shape.required("message", Shape.text(), "In words"))),
                          "Why not, or which fields stay as they are"))),
              "In the order of the decisions"));

  private ReviewRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/imports/{id}/reviews", "listImportReviews")
            .says(TAG, "List rows on which somebody is to decide, with what they would change")
            .query(
                Paging.AFTER.parameters(
                    Shape.whole(0, Integer.MAX_VALUE), ImportReviews.LARGEST_LIST - 1, "rows"))
            .answers(200, LIST, "Open rows, and how many were decided on")
            .refuses("not-found", "forbidden")
            .handledBy(ReviewRoutes::list),
        Route.post("/imports/{id}/reviews:batch", "decideImportReviews")
            .says(TAG, "Decide on up to " + ImportReviews.LARGEST_BATCH + " rows")
            .body(DECISIONS)
            .answers(200, ANSWERS, "What became of each decision")
            .refuses("not-found", "forbidden", "invalid", "invalid-transition")
            .handledBy(call ->
                reviews(call)
                    .decide(id(call), decisions(call.body().path("items")))
                    .map(answers -> Reply.json(200, json(answers)))));
  }

  private static Outcome<Reply> list(Call call) {
    int limit = Paging.limit(call);
    return reviews(call)
        .open(id(call), call.number("after", 0), limit + 1)
        .then(rows ->
            reviews(call)
                .counts(id(call))
                .map(counts ->
                    Reply.json(
                        200, json(rows, RowNames.of(call.workspace(), rows), counts, limit))));
  }

  private static ObjectNode json(List<ImportedRow> rows, RowNames names, Counts counts, int limit) {
    return Paging.AFTER
        .page(rows, limit, row -> ImportJson.row(row, names), ImportedRow::row)
        .put("open", counts.open())
        .put("taken", counts.taken())
        .put("kept", counts.kept());
  }

  private static List<Decision> decisions(JsonNode items) {
    List<Decision> decisions = new ArrayList<>();
    for (JsonNode item : items) {
      Set<String> fields = new HashSet<>();
      item.path("fields").forEach(field -> fields.add(field.textValue()));
      decisions.add(
          new Decision(
              item.path("row").longValue(),
              ReviewDecision.valueOf(item.path("decision").textValue()),
              fields));
    }
    return decisions;
  }

  private static ObjectNode json(Answers answers) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (Answer answer : answers.answers()) {
      ArrayNode problems =
          items
              .addObject()
              .put("row", answer.row())
              .put("decision", answer.decision() == null ? null : answer.decision().name())
              .putArray("problems");
      answer
          .problems()
          .forEach(p ->
              problems
                  .addObject()
                  .put("pointer", p.pointer())
                  .put("code", p.code())
                  .put("message", p.message()));
    }
    return json;
  }

  private static ImportReviews reviews(Call call) {
    return call.workspace().importReviews();
  }

  private static ImportId id(Call call) {
    return new ImportId(call.id("import"));
  }
}
