package dev.kith.crm.persistence.scoring.model;

import static dev.kith.crm.persistence.scoring.model.TrainedDocumentJson.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import com.google.common.primitives.ImmutableIntArray;
import dev.kith.crm.domain.scoring.prediction.BaseRate;
import dev.kith.crm.domain.scoring.prediction.Effect;
import dev.kith.crm.domain.scoring.prediction.Method;
import dev.kith.crm.domain.scoring.prediction.PredictiveModel;
import dev.kith.crm.domain.scoring.prediction.example.BlankWords;
import dev.kith.crm.domain.scoring.prediction.example.Input;
import dev.kith.crm.domain.scoring.prediction.example.NumberInput;
import dev.kith.crm.domain.scoring.prediction.example.WordInput;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model as JSON: its numbers come back to the last bit. */
final class ModelJson {

  private ModelJson() {}

  static ObjectNode write(PredictiveModel model) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("method", model.method().name())
            .put("bias", model.bias());
    json.putObject("baseRate")
        .put("won", model.baseRate().won())
        .put("lost", model.baseRate().lost())
        .put("priorWon", model.baseRate().prior().won())
        .put("priorLost", model.baseRate().prior().lost());
    write(json.putObject("blanks"), model.blanks());
    ArrayNode inputs = json.putArray("inputs");
    model.inputs().forEach(input -> write(inputs.addObject(), input));
    ArrayNode effects = json.putArray("effects");
    model.effects().forEach(effect -> write(effects.addObject(), effect));
    return json;
  }

  static PredictiveModel read(JsonNode json) {
    JsonNode rate = json.path("baseRate");
    return new PredictiveModel(
        Method.valueOf(json.path("method").asText()),
        blanks(json.path("blanks")),
        ImmutableList.copyOf(list(json.path("inputs"), ModelJson::input)),
        json.path("bias").asDouble(),
        ImmutableList.copyOf(list(json.path("effects"), ModelJson::effect)),
        new BaseRate(
            rate.path("won").asInt(),
            rate.path("lost").asInt(),
            new BaseRate.Prior(
                rate.path("priorWon").asDouble(), rate.path("priorLost").asDouble())));
  }

  private static void write(ObjectNode json, BlankWords blanks) {
    words(json.putArray("everywhere"), blanks.everywhere());
    ObjectNode inColumn = json.putObject("inColumn");
    blanks.inColumn().forEach((column, some) -> words(inColumn.putArray(column), some));
  }

  private static void words(ArrayNode json, Collection<String> words) {
    words.forEach(json::add);
  }

  private static BlankWords blanks(JsonNode json) {
    Map<String, List<String>> inColumn = new LinkedHashMap<>();
    json.path("inColumn")
        .properties()
        .forEach(entry -> inColumn.put(entry.getKey(), list(entry.getValue(), JsonNode::asText)));
    return BlankWords.of(list(json.path("everywhere"), JsonNode::asText), inColumn);
  }

  private static void write(ObjectNode json, Input input) {
    json.put("column", input.column());
    switch (input) {
      case NumberInput numbers ->
          numbers(
              json.put("is", "NUMBERS").put("dates", numbers.dates()), "edges", numbers.edges());
      case WordInput some -> words(json.put("is", "WORDS").putArray("words"), some.words());
    }
  }

  private static Input input(JsonNode json) {
    String column = json.path("column").asText();
    return switch (json.path("is").asText()) {
      case "NUMBERS" ->
          new NumberInput(column, json.path("dates").asBoolean(), numbers(json, "edges"));
      case "WORDS" -> WordInput.of(column, list(json.path("words"), JsonNode::asText));
      default -> throw unknown(json);
    };
  }

  private static void write(ObjectNode json, Effect effect) {
    switch (effect) {
      case Effect.Levels levels ->
          numbers(json.put("is", "LEVELS").put("input", levels.input()), "values", levels.values());
      case Effect.Slope slope ->
          json.put("is", "SLOPE")
              .put("input", slope.input())
              .put("perUnit", slope.perUnit())
              .put("mean", slope.mean())
              .put("least", slope.least())
              .put("most", slope.most());
      case Effect.Pair pair -> {
        json.put("is", "PAIR").put("first", pair.first()).put("second", pair.second());
        ArrayNode rows = json.putArray("rows");
        pair.rows().forEach(rows::add);
        ArrayNode columns = json.putArray("columns");
        pair.columns().forEach(columns::add);
        numbers(json.put("width", pair.width()), "values", pair.values());
      }
    }
  }

  private static Effect effect(JsonNode json) {
    return switch (json.path("is").asText()) {
      case "LEVELS" -> new Effect.Levels(json.path("input").asInt(), numbers(json, "values"));
      case "SLOPE" ->
          new Effect.Slope(
              json.path("input").asInt(),
              json.path("perUnit").asDouble(),
              json.path("mean").asDouble(),
              json.path("least").asDouble(),
              json.path("most").asDouble());
      case "PAIR" ->
          new Effect.Pair(
              json.path("first").asInt(),
              json.path("second").asInt(),
              places(json, "rows"),
              places(json, "columns"),
              json.path("width").asInt(),
              numbers(json, "values"));
      default -> throw unknown(json);
    };
  }

  private static void numbers(ObjectNode json, String name, ImmutableDoubleArray numbers) {
    ArrayNode array = json.putArray(name);
    numbers.forEach(array::add);
  }

  private static ImmutableDoubleArray numbers(JsonNode json, String name) {
    return ImmutableDoubleArray.copyOf(list(json.path(name), JsonNode::asDouble));
  }

  private static ImmutableIntArray places(JsonNode json, String name) {
    return ImmutableIntArray.copyOf(list(json.path(name), JsonNode::asInt));
  }

  private static IllegalStateException unknown(JsonNode json) {
    return new IllegalStateException("a stored model has an unknown part: " + json.path("is"));
  }
}
