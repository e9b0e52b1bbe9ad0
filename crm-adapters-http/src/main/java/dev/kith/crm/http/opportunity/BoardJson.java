package dev.kith.crm.http.opportunity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.opportunity.Board;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Boards, and what is added up on them, as JSON. */
final class BoardJson {

  private static final Shape MONEY =
      Shape.fields(
          "Money",
          Shape.required("amount", Shape.text(), "An exact decimal, as text"),
          Shape.required("currency", Shape.text(), "Code of the currency"));

  private static final Shape.Fields CARD =
      new Shape.Fields("BoardCard", OpportunityJson.OPPORTUNITY.properties())
          .with(Shape.required("rotten", Shape.flag(), "Whether it is in its stage for too long"))
          .with(Shape.required("overdue", Shape.flag(), "Whether its close date has passed"));

  private static final Shape TOTALS = Shape.orNull(Shape.listOf(MONEY));

  static final Shape TOTAL =
      Shape.orNull(
          Shape.fields(
              "BoardTotal",
              Shape.required(
                  "amount", Shape.orNull(Shape.text()), "The sum; null where a rate is missing"),
              Shape.required("currency", Shape.text(), "The currency of reports"),
              Shape.required("rateDate", Shape.text(), "Day of the oldest rate that was used"),
              Shape.required(
                  "missing", Shape.listOf(Shape.text()), "Codes of currencies without a rate")));

  static final Shape.Fields BOARD =
      Shape.fields(
          "Board",
          Shape.required("pipeline", Shape.uuid(), "Id of the pipeline"),
          Shape.required("name", Shape.text(), "Its name"),
          Shape.required(
              "position", Shape.count(), "Behind it come the events that this does not show yet"),
          Shape.required("asOf", Shape.orNull(Shape.instant()), "Null for the present"),
          Shape.required("open", Shape.count(), "How many are in the open stages"),
          Shape.required(
              "amounts", TOTALS, "What these add up to, in each currency; null where hidden"),
          Shape.required("weighted", TOTALS, "The same by the probabilities"),
          Shape.required(
              "total", TOTAL, "What the amounts are in the currency of reports; null where hidden"),
          Shape.required("weightedTotal", TOTAL, "The same by the probabilities"),
          Shape.required(
              "columns",
              Shape.listOf(
                  Shape.fields(
                      "BoardColumn",
                      Shape.required("stage", Shape.text(), "Key of the stage"),
                      Shape.required("name", Shape.text(), "Its name"),
                      Shape.required("type", Shape.choice(StageType.class), "What it means"),
                      Shape.required("probability", Shape.whole(0, 100), "In percent"),
                      Shape.required(
                          "wipLimit", Shape.orNull(Shape.count()), "How many there should be"),
                      Shape.required("wipHard", Shape.flag(), "Whether more are refused"),
                      Shape.required("overLimit", Shape.flag(), "Whether there are more"),
                      Shape.required("count", Shape.count(), "How many there are"),
                      Shape.required("amounts", TOTALS, "What they add up to, in each currency"),
                      Shape.required(
                          "weighted", TOTALS, "The same by the probability, each rounded half up"),
                      Shape.required(
                          "total", TOTAL, "What the amounts are in the currency of reports"),
                      Shape.required(
                          "weightedTotal", TOTAL, "The same by the probability, rounded half up"),
                      Shape.required("cards", Shape.listOf(CARD), "The topmost"),
                      Shape.required(
                          "nextCursor",
                          Shape.orNull(Shape.text()),
                          "To be sent as cursor with this stage for more; null if these are all"))),
              "One for each stage"));

  private BoardJson() {}

  static ObjectNode of(FieldCatalogue<OpportunityView> visible, Board board, byte[] signingKey) {
    ObjectNode json =
        Json.object()
            .put("pipeline", board.pipeline().id().toString())
            .put("name", board.pipeline().name())
            .put("position", board.position())
            .put("asOf", board.asOf() == null ? null : board.asOf().toString())
            .put("open", board.openCount());
    put(json, "amounts", board.openAmounts());
    put(json, "weighted", board.openWeighted());
    json.set("total", of(board.openTotal()));
    json.set("weightedTotal", of(board.openWeightedTotal()));
    ArrayNode columns = json.putArray("columns");
    board.columns().forEach(column -> columns.add(of(visible, column, signingKey)));
    return json;
  }

  private static ObjectNode of(
      FieldCatalogue<OpportunityView> visible, Board.Column column, byte[] signingKey) {
    ObjectNode json =
        Json.object()
            .put("stage", column.stage().key())
            .put("name", column.stage().name())
            .put("type", column.stage().type().name())
            .put("probability", column.stage().probability())
            .put("wipLimit", column.stage().wipLimit())
            .put("wipHard", column.stage().wipHard())
            .put("overLimit", column.isOverLimit())
            .put("count", column.count());
    put(json, "amounts", column.amounts());
    put(json, "weighted", column.weighted());
    json.set("total", of(column.total()));
    json.set("weightedTotal", of(column.weightedTotal()));
    ArrayNode cards = json.putArray("cards");
    column
        .cards()
        .forEach(card ->
            cards.add(
                CatalogueJson.of(visible, card.opportunity(), Set.of())
                    .put("rotten", card.rotten())
                    .put("overdue", card.overdue())));
    var next = column.next();
    return json.put(
        "nextCursor",
        next == null ? null : Cursors.write(next, OpportunityQueries.ORDER_OF_CARDS, signingKey));
  }

  static JsonNode of(@Nullable Total total) {
    if (total == null) {
      return Json.of(null);
    }
    ObjectNode json = Json.object();
    json.put("amount", total.sum() == null ? null : total.sum().amount().toPlainString())
        .put("currency", total.currency().getCurrencyCode())
        .put("rateDate", total.rateDate().toString())
        .set("missing", Json.of(total.missing().stream().map(Currency::getCurrencyCode).toList()));
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable List<Money> amounts) {
    if (amounts == null) {
      json.putNull(name);
      return;
    }
    ArrayNode list = json.putArray(name);
    amounts.forEach(money ->
        list.addObject()
            .put("amount", money.amount().toPlainString())
            .put("currency", money.currency().getCurrencyCode()));
  }
}
