package dev.kith.crm.http.automation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.automation.ConditionProblem;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;

/** Conditions over facts in JSON, for every feature that has any. */
public final class ConditionJson {

  /** What is wrong with a condition. */
  public static final Shape.Fields CHECKED =
      Shape.fields(
          "CheckedCondition",
          Shape.required(
              "problems",
              Shape.listOf(
                  Shape.fields(
                      "ConditionProblem",
                      Shape.required("line", Shape.count(), "From 1"),
                      Shape.required("column", Shape.count(), "From 1"),
                      Shape.required("message", Shape.text(), "One sentence"))),
              "None if it is good"));

  /** What conditions can ask for. */
  public static final Shape FACTS =
      Shape.listOf(
          Shape.fields(
              "AutomationFact",
              Shape.required("name", Shape.text(), "As in conditions"),
              Shape.required("label", Shape.text(), "For people"),
              Shape.required("type", Shape.choice(Fact.Type.class), "Type"),
              Shape.required(
                  "choices", Shape.listOf(Shape.text()), "What it can be; none: anything")));

  private ConditionJson() {}

  public static ObjectNode of(List<ConditionProblem> problems) {
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray("problems");
    problems.forEach(p ->
        array
            .addObject()
            .put("line", p.line())
            .put("column", p.column())
            .put("message", p.message()));
    return json;
  }

  public static ArrayNode facts(List<Fact> facts) {
    ArrayNode json = Json.array();
    for (Fact fact : facts) {
      ArrayNode choices =
          json.addObject()
              .put("name", fact.name())
              .put("label", fact.label())
              .put("type", fact.type().name())
              .putArray("choices");
      fact.choices().forEach(choices::add);
    }
    return json;
  }
}
