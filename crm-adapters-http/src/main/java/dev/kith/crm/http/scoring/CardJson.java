package dev.kith.crm.http.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.scoring.card.LeadScores.Distribution;
import dev.kith.crm.application.scoring.card.Scorecards.Crossing;
import dev.kith.crm.application.scoring.card.Scorecards.RuleDraft;
import dev.kith.crm.application.scoring.card.Scorecards.Simulation;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.Fit;
import dev.kith.crm.domain.scoring.card.FitRule;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.scoring.card.Scorecard;
import dev.kith.crm.domain.scoring.card.Weights;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The scorecard in JSON. */
final class CardJson {

  private static final Shape.Fields WEIGHTS =
      Shape.fields(
          "ScoreWeights",
          Shape.required("fit", Shape.whole(0, Weights.LARGEST), "Of how well the lead fits"),
          Shape.required("engagement", Shape.whole(0, Weights.LARGEST), "Of its engagement"),
          Shape.required("prediction", Shape.whole(0, Weights.LARGEST), "Of what a model expects"));

  private static final Shape.Fields GRADES =
      Shape.fields(
          "GradeBounds",
          Shape.required("A", Shape.whole(1, 100), "From which score on it is given"),
          Shape.required("B", Shape.whole(1, 100), "From which score on it is given"),
          Shape.required("C", Shape.whole(1, 100), "From which score on; below it is D"));

  static final Shape.Fields RULE_DRAFT =
      Shape.fields(
          "FitRuleDraft",
          Shape.required("name", Shape.text(FitRule.LONGEST_NAME), "As the reasons call it"),
          Shape.required(
              "condition",
              Shape.text(FitRule.LONGEST_CONDITION),
              "In CEL, over the fields of a lead: lead.company != ''"),
          Shape.required(
              "points",
              Shape.whole(-FitRule.MOST_POINTS, FitRule.MOST_POINTS),
              "To give, or to take if they are negative"),
          Shape.optional(
              "group",
              Shape.orNull(Shape.text(Card.LONGEST_GROUP)),
              "With which other rules it shares a cap"));

  static final Shape.Fields RULE =
      new Shape.Fields("FitRule", RULE_DRAFT.properties())
          .with(Shape.required("id", Shape.uuid(), "Id"));

  static final Shape.Fields RULES =
      Shape.fields("FitRules", Shape.required("items", Shape.listOf(RULE), "In their order"));

  static final Shape.Fields CARD =
      Shape.fields(
          "ScorecardDraft",
          Shape.required("weights", WEIGHTS, "Only their ratios matter"),
          Shape.required("grades", GRADES, "What scores are called"),
          Shape.required(
              "groupCaps",
              new Shape.MapOf(Shape.whole(1, Fit.MOST)),
              "How many points the rules of a group can come to"),
          Shape.required(
              "rules",
              Shape.listOf(RULE, 0, Card.MOST_RULES),
              "For fit; ids of new ones are up to the sender"));

  static final Shape.Fields KEPT =
      new Shape.Fields("Scorecard", CARD.properties())
          .with(Shape.required("version", Shape.count(), "Of the card"));

  static final Shape.Fields DISTRIBUTION =
      Shape.fields(
          "ScoreDistribution",
          Shape.required("scored", Shape.count(), "How many leads have a score"),
          Shape.required(
              "tens", Shape.listOf(Shape.count()), "How many have 0 to 9, 10 to 19, … 90 to 100"),
          Shape.required("grades", new Shape.MapOf(Shape.count()), "How many have each grade"));

  private static final Shape.Fields CROSSING =
      Shape.fields(
          "GradeCrossing",
          Shape.required("lead", Shape.uuid(), "Which lead"),
          Shape.required("name", Shape.text(), "What it is called"),
          Shape.required("before", Shape.orNull(Shape.whole(0, 100)), "Its score by this card"),
          Shape.required("after", Shape.orNull(Shape.whole(0, 100)), "Its score by the other"),
          Shape.required("gradeBefore", Shape.orNull(Shape.choice(Grade.class)), "And grade"),
          Shape.required("gradeAfter", Shape.orNull(Shape.choice(Grade.class)), "And grade"));

  static final Shape.Fields SIMULATION =
      Shape.fields(
          "ScoreSimulation",
          Shape.required("examined", Shape.count(), "Of how many leads that is, the latest"),
          Shape.required("leads", Shape.count(), "How many live leads there are"),
          Shape.required("before", DISTRIBUTION, "By the card in force"),
          Shape.required("after", DISTRIBUTION, "By the other"),
          Shape.required("up", Shape.count(), "How many would have a better grade"),
          Shape.required("down", Shape.count(), "How many a worse one"),
          Shape.required(
              "crossings",
              Shape.listOf(CROSSING),
              "Leads of another grade, up to 100, the greatest difference first"));

  private CardJson() {}

  /** The id of what has none that can be read: such a body is refused before it is needed. */
  private static final UUID NO_ID = new UUID(0, 0);

  /** The card; what is not of the declared shape is read as if it were not there. */
  static Card card(JsonNode json) {
    List<FitRule> rules = new ArrayList<>();
    json.path("rules")
        .forEach(rule ->
            rules.add(
                new FitRule(
                    ShapeCheck.uuid(rule.path("id").asText()).orElse(NO_ID),
                    rule.path("name").asText(),
                    rule.path("condition").asText(),
                    rule.path("points").intValue(),
                    rule.path("group").textValue())));
    return new Card(
        new Weights(weight(json, "fit"), weight(json, "engagement"), weight(json, "prediction")),
        new Grade.Bounds(
            json.path("grades").path("A").intValue(),
            json.path("grades").path("B").intValue(),
            json.path("grades").path("C").intValue()),
        RuleJson.caps(json),
        rules);
  }

  /** One that cannot be read is none that is allowed, rather than none at all. */
  private static int weight(JsonNode json, String part) {
    JsonNode weight = json.path("weights").path(part);
    return weight.isInt() ? weight.intValue() : -1;
  }

  static RuleDraft rule(JsonNode json) {
    return new RuleDraft(
        json.path("name").asText(),
        json.path("condition").asText(),
        json.path("points").intValue(),
        json.path("group").textValue());
  }

  static ObjectNode of(Scorecard scorecard) {
    Card card = scorecard.card();
    ObjectNode json = Json.object().put("version", scorecard.revision().version());
    json.putObject("weights")
        .put("fit", card.weights().fit())
        .put("engagement", card.weights().engagement())
        .put("prediction", card.weights().prediction());
    json.putObject("grades")
        .put("A", card.grades().a())
        .put("B", card.grades().b())
        .put("C", card.grades().c());
    ObjectNode caps = json.putObject("groupCaps");
    card.groupCaps().forEach(caps::put);
    ArrayNode rules = json.putArray("rules");
    card.rules().forEach(rule -> rules.add(of(rule)));
    return json;
  }

  static ObjectNode of(FitRule rule) {
    return Json.object()
        .put("id", rule.id().toString())
        .put("name", rule.name())
        .put("condition", rule.condition())
        .put("points", rule.points())
        .put("group", rule.group());
  }

  static ObjectNode of(List<FitRule> rules) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    rules.forEach(rule -> items.add(of(rule)));
    return json;
  }

  static ObjectNode of(Distribution distribution) {
    ObjectNode json = Json.object().put("scored", distribution.scored());
    ArrayNode tens = json.putArray("tens");
    distribution.inTens().forEach(tens::add);
    ObjectNode grades = json.putObject("grades");
    distribution.byGrade().forEach((grade, count) -> grades.put(grade.name(), count));
    return json;
  }

  static ObjectNode of(Simulation simulation) {
    ObjectNode json =
        Json.object().put("examined", simulation.examined()).put("leads", simulation.all());
    json.set("before", of(simulation.before()));
    json.set("after", of(simulation.after()));
    json.put("up", simulation.up()).put("down", simulation.down());
    ArrayNode crossings = json.putArray("crossings");
    simulation.crossings().forEach(crossing -> put(crossings.addObject(), crossing));
    return json;
  }

  private static void put(ObjectNode json, Crossing crossing) {
    json.put("lead", crossing.lead().toString())
        .put("name", crossing.name())
        .put("before", crossing.before())
        .put("after", crossing.after())
        .put("gradeBefore", crossing.gradeBefore() == null ? null : crossing.gradeBefore().name())
        .put("gradeAfter", crossing.gradeAfter() == null ? null : crossing.gradeAfter().name());
  }
}
