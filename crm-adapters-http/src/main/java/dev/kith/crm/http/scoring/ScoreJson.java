package dev.kith.crm.http.scoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.scoring.ledger.Scores.Difference;
import dev.kith.crm.application.scoring.ledger.Scores.Reconciliation;
import dev.kith.crm.application.scoring.ledger.Scores.ScoreView;
import dev.kith.crm.application.scoring.ledger.Scores.Trend;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;

/** Scores in JSON. */
final class ScoreJson {

  private static final Shape.Fields COUNTED =
      Shape.fields(
          "CountedEntry",
          Shape.required("id", Shape.uuid(), "Id of the line of the ledger"),
          Shape.required("rule", Shape.uuid(), "By which rule"),
          Shape.required("ruleVersion", Shape.count(), "By which version of it"),
          Shape.required("ruleName", Shape.text(), "How the rule is called now"),
          Shape.required("event", Shape.text(), "For which event"),
          Shape.required("occurredAt", Shape.instant(), "When that was"),
          Shape.required("points", Shape.whole(-1_000, 1_000), "As they were given"),
          Shape.required("left", Shape.decimal(), "What is left of them, before caps"));

  private static final Shape.Fields STANDING =
      Shape.fields(
          "ThresholdStanding",
          Shape.required("threshold", Shape.text(), "Name of the threshold"),
          Shape.required("enter", Shape.whole(1, 99), "It is crossed upwards by this score"),
          Shape.required("exit", Shape.whole(1, 99), "It is crossed downwards below this"),
          Shape.required("above", Shape.flag(), "Whether the lead is above it"),
          Shape.required("crossedAt", Shape.orNull(Shape.instant()), "When it was crossed last"),
          Shape.required(
              "nextCrossing",
              Shape.orNull(Shape.instant()),
              "When it will be crossed if nothing more happens; null for never"));

  static final Shape.Fields SCORE =
      Shape.fields(
          "EngagementScore",
          Shape.required("lead", Shape.uuid(), "Whose score it is"),
          Shape.required("asOf", Shape.instant(), "Of which moment"),
          Shape.required("score", Shape.whole(0, 100), "The engagement score"),
          Shape.required("points", Shape.decimal(), "The points it is made of, after caps"),
          Shape.required("weekBefore", Shape.whole(0, 100), "The score seven days before"),
          Shape.required("trend", Shape.choice(Trend.class), "What has become of it since"),
          Shape.required("entries", Shape.listOf(COUNTED), "What counts, the latest first"),
          Shape.required("thresholds", Shape.listOf(STANDING), "Empty where asOf was asked for"));

  private static final Shape.Fields EARNING =
      Shape.fields(
          "ScoreEarning",
          Shape.required("rule", Shape.uuid(), "By which rule"),
          Shape.required("ruleVersion", Shape.count(), "By which version of it"),
          Shape.required("event", Shape.text(), "For which event"),
          Shape.required("points", Shape.whole(-1_000, 1_000), "How many points"));

  static final Shape.Fields RECONCILIATION =
      Shape.fields(
          "ScoreReconciliation",
          Shape.required("checked", Shape.count(), "How many leads were looked at"),
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "ScoreDifference",
                      Shape.required("lead", Shape.uuid(), "Whose ledger is wrong"),
                      Shape.required(
                          "missing", Shape.listOf(EARNING), "What was earned and is not written"),
                      Shape.required(
                          "surplus", Shape.listOf(EARNING), "What is written and was not earned"))),
              "Where the ledger does not come to what events earn: nowhere, if all is well"),
          Shape.required(
              "next",
              Shape.orNull(Shape.uuid()),
              "To go on behind, as the parameter after; null at the end"));

  private ScoreJson() {}

  static ObjectNode of(ScoreView view) {
    ObjectNode json =
        Json.object()
            .put("lead", view.lead().toString())
            .put("asOf", view.asOf().toString())
            .put("score", view.score())
            .put("points", rounded(view.points()))
            .put("weekBefore", view.before())
            .put("trend", view.trend().name());
    ArrayNode entries = json.putArray("entries");
    view.counted()
        .forEach(counted ->
            json(entries.addObject(), counted.entry().earning())
                .put("id", counted.entry().id().toString())
                .put("ruleName", counted.ruleName())
                .put("occurredAt", counted.entry().earning().occurredAt().toString())
                .put("left", rounded(counted.left())));
    ArrayNode standings = json.putArray("thresholds");
    view.standings()
        .forEach(standing ->
            standings
                .addObject()
                .put("threshold", standing.threshold().name())
                .put("enter", standing.threshold().enter())
                .put("exit", standing.threshold().exit())
                .put("above", standing.above())
                .put(
                    "crossedAt",
                    standing.crossedAt() == null ? null : standing.crossedAt().toString())
                .put(
                    "nextCrossing",
                    standing.nextCrossing() == null ? null : standing.nextCrossing().toString()));
    return json;
  }

  private static double rounded(double points) {
    return Math.round(points * 100) / 100.0;
  }

  private static ObjectNode json(ObjectNode json, Earning earning) {
    return json.put("rule", earning.rule().toString())
        .put("ruleVersion", earning.version())
        .put("event", earning.event().value())
        .put("points", earning.points());
  }

  static ObjectNode of(Reconciliation reconciliation) {
    ObjectNode json = Json.object().put("checked", reconciliation.checked());
    ArrayNode items = json.putArray("items");
    for (Difference difference : reconciliation.differences()) {
      ObjectNode item = items.addObject().put("lead", difference.lead().toString());
      put(item.putArray("missing"), difference.missing());
      put(item.putArray("surplus"), difference.surplus());
    }
    return json.put(
        "next", reconciliation.next() == null ? null : reconciliation.next().toString());
  }

  private static void put(ArrayNode json, List<Earning> earnings) {
    earnings.forEach(earning -> json(json.addObject(), earning));
  }
}
