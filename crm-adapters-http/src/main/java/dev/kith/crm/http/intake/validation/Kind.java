package dev.kith.crm.http.intake.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.Finding.Weight;
import dev.kith.crm.domain.intake.validation.Validity;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of contact data that can be validated, alone or many at once.
 *
 * @param name in the path, and of the property that holds the facts
 * @param title for people
 * @param question the JSON of one question
 * @param facts the JSON of what is known beyond the verdict
 */
record Kind<Q, F>(
    String name,
    String title,
    Shape.Fields question,
    Shape.Fields facts,
    Function<JsonNode, Q> read,
    BiFunction<Validation, List<Q>, Outcome<List<Checked<F>>>> check,
    Function<F, ObjectNode> write) {

  private static final String TAG = "Validation";

  private static final Shape.Fields REASON =
      Shape.fields(
          "ValidationReason",
          Shape.required(
              "weight",
              Shape.choice(Weight.class),
              "ERROR: it cannot be right; DOUBT: this could not be found out; WARNING: it may be"
                  + " right, but a person should know"),
          Shape.required("pointer", Shape.text(), "Where: a JSON Pointer into the question"),
          Shape.required("code", Shape.text(), "Stable name of the reason"),
          Shape.required("message", Shape.text(), "One sentence for a person"),
          Shape.optional("suggestion", Shape.text(), "What was probably meant, to be put there"));

  /** The route for one question and the route for many. */
  List<Route> routes() {
    String capital = Ascii.toUpperCase(name.substring(0, 1)) + name.substring(1);
    Shape.Fields answer =
        Shape.fields(
            capital + "Validation",
            Shape.required(
                "validity",
                Shape.choice(Validity.class),
                "INVALID: it cannot be right; UNKNOWN: something could not be found out, ask again"
                    + " later"),
            Shape.required(
                "reasons", Shape.listOf(REASON), "Everything that was found, warnings too"),
            Shape.required("checkedAt", Shape.instant(), "When it was found"),
            Shape.required(
                name, Shape.orNull(facts), "What is known of it; null if it could not be read"));
    return List.of(
        Route.post("/validation/" + name, "validate" + capital)
            .says(TAG, "Validate " + title)
            .asking()
            .body(question)
            .answers(200, answer, "The verdict, whatever it is")
            .refuses("forbidden")
            .handledBy(call ->
                answers(call, List.of(call.body()))
                    .map(answers -> Reply.json(200, answers.getFirst()))),
        Route.post("/validation/" + name + ":batch", "validate" + capital + "Batch")
            .says(TAG, "Validate " + title + ", up to " + Validation.LARGEST_BATCH + " at once")
            .asking()
            .body(
                Shape.fields(
                    capital + "ValidationBatch",
                    Shape.required(
                        "items",
                        Shape.listOf(question, 1, Validation.LARGEST_BATCH),
                        "What is to be validated")))
            .answers(
                200,
                Shape.fields(
                    capital + "ValidationBatchResult",
                    Shape.required(
                        "items",
                        Shape.listOf(answer),
                        "A verdict for each, in the order in which they were sent")),
                "The verdicts")
            .refuses("forbidden")
            .handledBy(call ->
                answers(call, call.body().path("items"))
                    .map(answers -> Reply.json(200, Json.object().set("items", array(answers))))));
  }

  private Outcome<List<ObjectNode>> answers(Call call, Iterable<JsonNode> questions) {
    List<Q> asked = new ArrayList<>();
    questions.forEach(json -> asked.add(read.apply(json)));
    return check
        .apply(call.workspace().validation(), asked)
        .map(answers -> answers.stream().map(this::answer).toList());
  }

  private ObjectNode answer(Checked<F> checked) {
    ObjectNode json = Json.object();
    json.put("validity", checked.verdict().validity().name());
    ArrayNode reasons = json.putArray("reasons");
    checked.verdict().findings().forEach(finding -> reasons.add(reason(finding)));
    json.put("checkedAt", checked.verdict().checkedAt().toString());
    F facts = checked.facts();
    json.set(name, facts == null ? null : write.apply(facts));
    return json;
  }

  private static ObjectNode reason(Finding finding) {
    ObjectNode json =
        Json.object()
            .put("weight", finding.weight().name())
            .put("pointer", finding.pointer())
            .put("code", finding.code())
            .put("message", finding.message());
    if (finding.suggestion() != null) {
      json.put("suggestion", finding.suggestion());
    }
    return json;
  }

  private static ArrayNode array(List<ObjectNode> nodes) {
    return Json.array().addAll(nodes);
  }
}
