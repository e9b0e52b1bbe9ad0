package dev.kith.crm.http.opportunity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.opportunity.PipelinePast.Changes;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.opportunity.Waterfall.Kind;
import dev.kith.crm.domain.opportunity.Waterfall.Sum;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of waterfalls. */
final class WaterfallJson {

  private static final Shape AMOUNTS =
      Shape.listOf(
          Shape.fields(
              "WaterfallAmount",
              Shape.required("amount", Shape.text(), "Exact; below zero where it is less"),
              Shape.required("currency", Shape.text(), "Code of its currency")));

  private static Shape.Fields sum(String name) {
    return Shape.fields(
        name,
        Shape.required("count", Shape.count(), "How many"),
        Shape.required("amounts", AMOUNTS, "In each currency; none where amounts are hidden"),
        Shape.required("weighted", AMOUNTS, "The same by the probabilities, not rounded"),
        Shape.required(
            "total",
            BoardJson.TOTAL,
            "In the currency of reports, by the rates of the day; null where hidden"));
  }

  static final Shape.Fields WATERFALL =
      Shape.fields(
          "PipelineWaterfall",
          Shape.required("pipeline", Shape.uuid(), "Id of the pipeline"),
          Shape.required("from", Shape.instant(), "The first moment"),
          Shape.required("to", Shape.instant(), "The second"),
          Shape.required("opening", sum("WaterfallOpening"), "What was open at the first moment"),
          Shape.required(
              "steps",
              Shape.listOf(
                  sum("WaterfallStep")
                      .with(
                          Shape.required(
                              "kind", Shape.choice(Kind.class), "What happened in between"))),
              "What changed: the opening and all of these add up to the closing"),
          Shape.required("closing", sum("WaterfallClosing"), "What was open at the second"),
          Shape.required(
              "exchange",
              BoardJson.TOTAL,
              "What other rates, and rounding, made of the total; zero where there is one"
                  + " currency"));

  private WaterfallJson() {}

  static ObjectNode of(Changes changes) {
    ObjectNode json =
        Json.object()
            .put("pipeline", changes.pipeline().id().toString())
            .put("from", changes.from().toString())
            .put("to", changes.to().toString());
    json.set("opening", of(changes.waterfall().opening(), changes.opening()));
    ArrayNode steps = json.putArray("steps");
    for (int i = 0; i < changes.steps().size(); i++) {
      var step = changes.waterfall().steps().get(i);
      steps.add(of(step.sum(), changes.steps().get(i).total()).put("kind", step.kind().name()));
    }
    json.set("closing", of(changes.waterfall().closing(), changes.closing()));
    json.set("exchange", BoardJson.of(changes.exchange()));
    return json;
  }

  private static ObjectNode of(Sum sum, @Nullable Total total) {
    ObjectNode json = Json.object().put("count", sum.count());
    put(json.putArray("amounts"), sum.amounts());
    put(json.putArray("weighted"), sum.weighted());
    json.set("total", BoardJson.of(total));
    return json;
  }

  private static void put(ArrayNode list, Map<String, BigDecimal> sums) {
    sums.forEach((currency, amount) ->
        list.addObject()
            .put("amount", amount.setScale(Math.max(2, amount.scale())).toPlainString())
            .put("currency", currency));
  }
}
