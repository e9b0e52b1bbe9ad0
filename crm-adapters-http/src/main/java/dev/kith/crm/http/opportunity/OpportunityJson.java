package dev.kith.crm.http.opportunity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.funnel.PipelineAnalytics.TimedStay;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.opportunity.Board;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.currency.RateTable.Total;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.Opportunity.Transition;
import dev.kith.crm.domain.opportunity.OpportunityContent;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of opportunities: flat, one property for each field. */
final class OpportunityJson {

  private static final int LONGEST_NUMBER = 30;
  private static final int LONGEST_DATE = 10;

  /** Null where it is empty, missing where it is hidden. */
  static final Shape.Fields OPPORTUNITY =
      CatalogueJson.shape(
          "Opportunity",
          OpportunityFields.CATALOGUE,
          ImmutableSet.of(
              "id",
              "createdAt",
              "updatedAt",
              "version",
              "pipeline",
              "pipelineName",
              "stage",
              "stageName",
              "status",
              "stageSince",
              "rank"));

  /** In lists the caller chooses the properties. */
  static final Shape.Fields PAGE =
      Lists.pageOf(
          "OpportunityPage",
          CatalogueJson.shape("ListedOpportunity", OpportunityFields.CATALOGUE, Set.of()));

  static final Shape.Fields EDIT = content("OpportunityEdit");

  static final Shape.Fields CREATE =
      content("OpportunityCreate")
          .with(
              Shape.optional(
                  "owner", Shape.orNull(Shape.uuid()), "Id of the user whose opportunity it is"))
          .with(
              Shape.optional(
                  "pipeline", Shape.orNull(Shape.uuid()), "Id of the pipeline; usually the oldest"))
          .with(
              Shape.optional(
                  "stage",
                  Shape.orNull(Shape.text(PipelineTerms.LONGEST_KEY)),
                  "Key of an open stage; usually the first"))
          .with(
              Shape.optional(
                  "effectiveAt",
                  Shape.orNull(Shape.instant()),
                  "Since when it has been there, as it was known before; usually now"));

  static final Shape.Fields ASSIGN =
      Shape.fields(
          "OpportunityAssign",
          Shape.required(
              "owner", Shape.orNull(Shape.uuid()), "Id of a user, or null to give it to nobody"));

  static final Shape.Fields NOTE =
      Shape.fields(
          "OpportunityNote",
          Shape.required("text", Shape.text(1, Opportunity.LONGEST_NOTE), "The note"));

  private static final Shape.Property AT =
      Shape.optional(
          "effectiveAt",
          Shape.orNull(Shape.instant()),
          "From when it counts, within the present stay; usually now");

  private static final Shape.Property COMPETITOR =
      Shape.optional(
          "competitor",
          Shape.orNull(Shape.text(Opportunity.LONGEST_COMPETITOR)),
          "Who got it instead");

  static final Shape.Fields MOVE =
      Shape.fields(
          "OpportunityMove",
          Shape.required("stage", Shape.text(1, PipelineTerms.LONGEST_KEY), "Key of the stage"),
          Shape.optional(
              "pipeline", Shape.orNull(Shape.uuid()), "Id of another pipeline; usually its own"),
          Shape.optional(
              "afterId",
              Shape.orNull(Shape.uuid()),
              "Id of the opportunity in that stage below which it is put"),
          Shape.optional(
              "beforeId",
              Shape.orNull(Shape.uuid()),
              "Id of the one above which it is put. Without any of the two it comes to the top of"
                  + " another stage"),
          AT,
          Shape.optional(
              "reason",
              Shape.orNull(Shape.text(Opportunity.LONGEST_REASON)),
              "Why it is lost; needed for stages of what is lost"),
          COMPETITOR);

  static final Shape.Fields WIN = Shape.fields("OpportunityWin", AT);

  static final Shape.Fields LOSE =
      Shape.fields(
          "OpportunityLose",
          Shape.required("reason", Shape.text(1, Opportunity.LONGEST_REASON), "Why"),
          COMPETITOR,
          AT);

  static final Shape.Fields REOPEN =
      Shape.fields(
          "OpportunityReopen",
          Shape.optional(
              "stage",
              Shape.orNull(Shape.text(PipelineTerms.LONGEST_KEY)),
              "Key of an open stage; usually the one before the decision"));

  static final Shape.Fields STAYS =
      Shape.fields(
          "OpportunityStays",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "OpportunityStay",
                      Shape.required("pipeline", Shape.uuid(), "Id of the pipeline"),
                      Shape.required("stage", Shape.text(), "Key of the stage"),
                      Shape.required("from", Shape.instant(), "Since when"),
                      Shape.required(
                          "to",
                          Shape.orNull(Shape.instant()),
                          "Until when, not included; null while it is there"),
                      Shape.required(
                          "time",
                          Shape.text(),
                          "How long, by the clock; ISO 8601, until now while it is there"),
                      Shape.required(
                          "businessTime",
                          Shape.text(),
                          "The same in the hours of the default calendar"))),
              "From the beginning; each begins when the one before ends"));

  static final Shape.Fields TRANSITIONS =
      Shape.fields(
          "OpportunityTransitions",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "OpportunityTransition",
                      Shape.required("stage", Shape.text(), "Key of the stage"),
                      Shape.required("name", Shape.text(), "Its name"),
                      Shape.required("type", Shape.choice(StageType.class), "What it means"),
                      Shape.required(
                          "missing",
                          Shape.listOf(Shape.text()),
                          "Fields that the stage requires and that are empty"))),
              "Where it can go; from a decision, where it can be reopened to"));

  private static final Shape MONEY =
      Shape.fields(
          "Money",
          Shape.required("amount", Shape.text(), "An exact decimal, as text"),
          Shape.required("currency", Shape.text(), "Code of the currency"));

  private static final Shape.Fields CARD =
      new Shape.Fields("BoardCard", OPPORTUNITY.properties())
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

  private OpportunityJson() {}

  private static Shape.Fields content(String name) {
    ImmutableList.Builder<Shape.Property> properties = ImmutableList.builder();
    for (OpportunityField field : OpportunityField.values()) {
      properties.add(Shape.optional(field.code(), Shape.orNull(shapeOf(field)), field.label()));
    }
    return new Shape.Fields(name, properties.build());
  }

  private static Shape shapeOf(OpportunityField field) {
    return switch (field) {
      case NAME -> Shape.text(OpportunityContent.LONGEST_NAME);
      case ACCOUNT -> Shape.uuid();
      case AMOUNT -> Shape.text(LONGEST_NUMBER);
      case CURRENCY -> Shape.text(3);
      case CLOSE_DATE -> Shape.text(LONGEST_DATE);
      case NEXT_STEP -> Shape.text(OpportunityContent.LONGEST_STEP);
      case SOURCE -> Shape.text(OpportunityContent.LONGEST_SOURCE);
      case EXTERNAL_SYSTEM -> Shape.text(ExternalId.LONGEST_SYSTEM);
      case EXTERNAL_ID -> Shape.text(ExternalId.LONGEST_VALUE);
      case DESCRIPTION -> Shape.text(OpportunityContent.LONGEST_DESCRIPTION);
    };
  }

  static OpportunityDraft read(JsonNode json) {
    OpportunityDraft draft = OpportunityDraft.EMPTY;
    for (OpportunityField field : OpportunityField.values()) {
      draft = draft.with(field, text(json.path(field.code())));
    }
    return draft;
  }

  /** The fields that a body names, as they are to be changed. */
  static Map<OpportunityField, Optional<String>> named(JsonNode json) {
    ImmutableMap.Builder<OpportunityField, Optional<String>> fields = ImmutableMap.builder();
    for (OpportunityField field : OpportunityField.values()) {
      if (json.has(field.code())) {
        fields.put(field, Optional.ofNullable(text(json.path(field.code()))));
      }
    }
    return fields.buildOrThrow();
  }

  private static @Nullable String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  static ObjectNode ofStays(List<TimedStay> stays) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (TimedStay timed : stays) {
      StageStay stay = timed.stay();
      items
          .addObject()
          .put("pipeline", stay.pipeline().toString())
          .put("stage", stay.stage())
          .put("from", stay.from().toString())
          .put("to", stay.to() == null ? null : stay.to().toString())
          .put("time", timed.age().toString())
          .put("businessTime", timed.businessAge().toString());
    }
    return json;
  }

  static ObjectNode ofTransitions(List<Transition> transitions) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (Transition transition : transitions) {
      ObjectNode item =
          items
              .addObject()
              .put("stage", transition.stage().key())
              .put("name", transition.stage().name())
              .put("type", transition.stage().type().name());
      ArrayNode missing = item.putArray("missing");
      transition.missing().forEach(requirement -> missing.add(requirement.code()));
    }
    return json;
  }

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
