package dev.kith.crm.http.intake.attribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.TouchPolicy;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The rules of reading touches in JSON. */
final class RulesJson {

  private static final Shape WORD = Shape.text(1, Attribution.LONGEST_PART);

  static final Shape.Fields SETTINGS =
      Shape.fields(
          "AttributionSettings",
          Shape.required(
              "policy",
              Shape.choice(TouchPolicy.class),
              "What becomes of a touch that breaks the rules"),
          Shape.required(
              "sourceAliases",
              new Shape.MapOf(WORD),
              "What each other spelling of a source is called"),
          Shape.required("mediumAliases", new Shape.MapOf(WORD), "The same for mediums"),
          Shape.required(
              "sources", Shape.listOf(WORD, 0, 500), "The sources that are allowed; empty for any"),
          Shape.required(
              "mediums", Shape.listOf(WORD, 0, 500), "The mediums that are allowed; empty for any"),
          Shape.required(
              "campaigns",
              Shape.listOf(WORD, 0, 500),
              "The campaigns that are allowed; empty for any"));

  static final Shape.Fields RULES =
      new Shape.Fields("AttributionRules", SETTINGS.properties())
          .with(Shape.required("version", Shape.count(), "How often they were set, and one"))
          .with(Shape.required("updatedAt", Shape.instant(), "When they were set"));

  private RulesJson() {}

  static AttributionRules.Settings read(JsonNode json) {
    return new AttributionRules.Settings(
        TouchPolicy.valueOf(json.path("policy").asText()),
        map(json.path("sourceAliases")),
        map(json.path("mediumAliases")),
        set(json.path("sources")),
        set(json.path("mediums")),
        set(json.path("campaigns")));
  }

  private static Map<String, String> map(JsonNode json) {
    Map<String, String> map = new LinkedHashMap<>();
    json.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  private static Set<String> set(JsonNode json) {
    Set<String> set = new LinkedHashSet<>();
    json.forEach(one -> set.add(one.asText()));
    return set;
  }

  static ObjectNode of(AttributionRules rules) {
    AttributionRules.Settings settings = rules.settings();
    ObjectNode json = Json.object().put("policy", settings.policy().name());
    json.set("sourceAliases", Json.of(settings.sourceAliases()));
    json.set("mediumAliases", Json.of(settings.mediumAliases()));
    json.set("sources", Json.of(settings.sources()));
    json.set("mediums", Json.of(settings.mediums()));
    json.set("campaigns", Json.of(settings.campaigns()));
    return json.put("version", rules.revision().version())
        .put("updatedAt", rules.revision().updatedAt().toString());
  }
}
