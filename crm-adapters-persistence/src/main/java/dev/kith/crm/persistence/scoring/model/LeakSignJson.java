package dev.kith.crm.persistence.scoring.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.domain.scoring.prediction.leak.LeakSign;

/** Signs of leaks as JSON. */
final class LeakSignJson {

  private LeakSignJson() {}

  static void write(ObjectNode json, LeakSign sign) {
    switch (sign) {
      case LeakSign.Identifier() -> json.put("is", "IDENTIFIER");
      case LeakSign.Answer(double auc, double explained) ->
          json.put("is", "ANSWER").put("auc", auc).put("explained", explained);
      case LeakSign.Strong(double auc, double explained) ->
          json.put("is", "STRONG").put("auc", auc).put("explained", explained);
      case LeakSign.Certain(String value, int records, double share) ->
          json.put("is", "CERTAIN").put("value", value).put("records", records).put("share", share);
      case LeakSign.Presence(double filled, double blank, boolean without) ->
          json.put("is", "PRESENCE")
              .put("wonWhereFilled", filled)
              .put("wonWhereBlank", blank)
              .put("without", without);
      case LeakSign.Departure(double usual, double there, double elsewhere) ->
          json.put("is", "DEPARTURE")
              .put("usual", usual)
              .put("wonWhereUsual", there)
              .put("wonElsewhere", elsewhere);
      case LeakSign.Age(double older, double newer) ->
          json.put("is", "AGE").put("filledOfOlder", older).put("filledOfNewer", newer);
      case LeakSign.Afterwards(int records) -> json.put("is", "AFTERWARDS").put("records", records);
      case LeakSign.Named(String word, LeakSign.Named.Hint hint) ->
          json.put("is", "NAMED").put("word", word).put("hint", hint.name());
      case LeakSign.RunningTotal(String word) -> json.put("is", "RUNNING_TOTAL").put("word", word);
    }
  }

  static LeakSign read(JsonNode json) {
    return switch (json.path("is").asText()) {
      case "IDENTIFIER" -> new LeakSign.Identifier();
      case "ANSWER" -> new LeakSign.Answer(number(json, "auc"), number(json, "explained"));
      case "STRONG" -> new LeakSign.Strong(number(json, "auc"), number(json, "explained"));
      case "CERTAIN" ->
          new LeakSign.Certain(
              json.path("value").asText(), json.path("records").asInt(), number(json, "share"));
      case "PRESENCE" ->
          new LeakSign.Presence(
              number(json, "wonWhereFilled"),
              number(json, "wonWhereBlank"),
              json.path("without").asBoolean());
      case "DEPARTURE" ->
          new LeakSign.Departure(
              number(json, "usual"), number(json, "wonWhereUsual"), number(json, "wonElsewhere"));
      case "AGE" -> new LeakSign.Age(number(json, "filledOfOlder"), number(json, "filledOfNewer"));
      case "AFTERWARDS" -> new LeakSign.Afterwards(json.path("records").asInt());
      case "NAMED" ->
          new LeakSign.Named(
              json.path("word").asText(), LeakSign.Named.Hint.valueOf(json.path("hint").asText()));
      case "RUNNING_TOTAL" -> new LeakSign.RunningTotal(json.path("word").asText());
      default ->
          throw new IllegalStateException("a stored model has an unknown sign: " + json.path("is"));
    };
  }

  private static double number(JsonNode json, String name) {
    return json.path(name).asDouble();
  }
}
