package dev.kith.crm.http.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.Condition;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.Repeat;
import dev.kith.crm.domain.scoring.ledger.RulePresets;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import dev.kith.crm.domain.scoring.ledger.Threshold;
import dev.kith.crm.http.automation.ConditionJson;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Increment rules and settings in JSON. Spans of time are whole hours. */
final class RuleJson {

  private static final long MOST_HOURS = RuleTerms.LONGEST_HALF_LIFE.toHours();

  private static final Shape.Fields CONDITION =
      Shape.fields(
          "IncrementCondition",
          Shape.required(
              "field",
              Shape.text(Condition.LONGEST_FIELD),
              "object, or properties. and the name of a property"),
          Shape.required(
              "comparison",
              Shape.choice(Condition.Comparison.class),
              "How it is compared, without regard to case"),
          Shape.required("text", Shape.text(Condition.LONGEST_TEXT), "With what"));

  private static final Shape.Fields WINDOW =
      Shape.fields(
          "IncrementWindow",
          Shape.required("hours", Shape.whole(1, MOST_HOURS), "How long it is"),
          Shape.required("most", Shape.whole(1, 1_000), "How often within it"));

  static final Shape.Fields TERMS =
      Shape.fields(
          "IncrementTerms",
          Shape.required("name", Shape.text(RuleTerms.LONGEST_NAME), "What it is called"),
          Shape.required("trigger", Shape.choice(EngagementType.class), "What gives the points"),
          Shape.optional(
              "custom",
              Shape.orNull(Shape.text(RuleTerms.LONGEST_NAME)),
              "Which event, of the type CUSTOM"),
          Shape.optional(
              "conditions",
              Shape.listOf(CONDITION, 0, RuleTerms.MOST_CONDITIONS),
              "All of which an event must meet"),
          Shape.optional(
              "filter",
              Shape.orNull(Shape.text(RuleTerms.LONGEST_FILTER)),
              "Another condition, in CEL, such as event.properties[\"plan\"] == \"big\""),
          Shape.required(
              "points",
              Shape.whole(-RuleTerms.MOST_POINTS, RuleTerms.MOST_POINTS),
              "To give, or to take if they are negative"),
          Shape.optional(
              "repeat",
              Shape.choice("ONCE", "ONCE_PER_OBJECT", "PER_WINDOW", "ALWAYS"),
              "How often to one lead; ALWAYS if it is missing"),
          Shape.optional("window", Shape.orNull(WINDOW), "Of PER_WINDOW"),
          Shape.optional(
              "cap",
              Shape.orNull(Shape.whole(1, ScoringSettings.MOST_CAP)),
              "How many points it can come to"),
          Shape.optional(
              "group",
              Shape.orNull(Shape.text(ScoringSettings.LONGEST_NAME)),
              "With which other rules it shares a cap"),
          Shape.optional(
              "halfLifeHours",
              Shape.orNull(Shape.whole(1, MOST_HOURS)),
              "After which half of the points is left; null if they last"),
          Shape.optional(
              "validFrom",
              Shape.orNull(Shape.instant()),
              "From when on events count; in the past it makes a new rule count the past"),
          Shape.optional(
              "validTo", Shape.orNull(Shape.instant()), "From when on events count no more"));

  static final Shape.Fields PRESETS =
      Shape.fields(
          "IncrementPresets",
          Shape.required(
              "items",
              Shape.listOf(
                  new Shape.Fields("IncrementPreset", TERMS.properties())
                      .with(Shape.required("code", Shape.text(), "By which it is known"))
                      .with(Shape.required("why", Shape.text(), "What it is good for"))),
              "Common rules"));

  static final Shape.Fields CHECK =
      Shape.fields(
          "IncrementFilterCheck",
          Shape.required("filter", Shape.text(RuleTerms.LONGEST_FILTER), "What is to be checked"));

  static final Shape.Fields FACTS =
      Shape.fields(
          "IncrementFacts",
          Shape.required("items", ConditionJson.FACTS, "What filters can ask for"));

  static final Shape.Fields RULE =
      new Shape.Fields("IncrementRule", TERMS.properties())
          .with(Shape.required("id", Shape.uuid(), "Id"))
          .with(Shape.required("version", Shape.count(), "Of the record"))
          .with(Shape.required("ruleVersion", Shape.count(), "Of what it says"))
          .with(Shape.required("inForceFrom", Shape.instant(), "Since when it says so"))
          .with(
              Shape.required(
                  "retiredAt", Shape.orNull(Shape.instant()), "Since when it gives nothing"));

  static final Shape.Fields RULES =
      Shape.fields(
          "IncrementRules",
          Shape.required("items", Shape.listOf(RULE), "Retired ones last, by their names"));

  private static final Shape.Fields THRESHOLD =
      Shape.fields(
          "ScoreThreshold",
          Shape.required("name", Shape.text(ScoringSettings.LONGEST_NAME), "What it is called"),
          Shape.required("enter", Shape.whole(1, 99), "It is crossed upwards by this score"),
          Shape.required("exit", Shape.whole(1, 99), "It is crossed downwards below this"),
          Shape.optional(
              "coolDownHours",
              Shape.whole(0, ScoringSettings.LONGEST_COOL_DOWN.toHours()),
              "After a crossing there is no other for so long"));

  static final Shape.Fields SETTINGS =
      Shape.fields(
          "ScoringSettingsDraft",
          Shape.required(
              "saturation",
              Shape.whole(1, ScoringSettings.MOST_CAP),
              "With so many points a score is 63"),
          Shape.required(
              "groupCaps",
              new Shape.MapOf(Shape.whole(1, ScoringSettings.MOST_CAP)),
              "How many points the rules of a group can come to"),
          Shape.required(
              "thresholds",
              Shape.listOf(THRESHOLD, 0, ScoringSettings.MOST_THRESHOLDS),
              "Scores that mean something"));

  static final Shape.Fields KEPT_SETTINGS =
      new Shape.Fields("ScoringSettings", SETTINGS.properties())
          .with(Shape.required("version", Shape.count(), "Of the settings"));

  private RuleJson() {}

  /** The terms; what is not of the declared shape is read as if it were not there. */
  static RuleTerms terms(JsonNode json) {
    List<Condition> conditions = new ArrayList<>();
    json.path("conditions")
        .forEach(condition ->
            conditions.add(
                new Condition(
                    condition.path("field").asText(),
                    Json.choice(Condition.Comparison.class, condition.path("comparison"))
                        .orElse(Condition.Comparison.IS),
                    condition.path("text").asText())));
    return new RuleTerms(
        json.path("name").asText(),
        Json.choice(EngagementType.class, json.path("trigger"))
            .orElse(
                json.path("custom").isTextual() ? EngagementType.CUSTOM : EngagementType.PAGE_VIEW),
        json.path("custom").textValue(),
        conditions,
        json.path("filter").textValue(),
        json.path("points").intValue(),
        new Limits(
            repeat(json),
            json.path("cap").isNumber() ? Integer.valueOf(json.path("cap").intValue()) : null,
            json.path("group").textValue(),
            hours(json.path("halfLifeHours"))),
        moment(json.path("validFrom")),
        moment(json.path("validTo")));
  }

  private static Repeat repeat(JsonNode json) {
    return switch (json.path("repeat").asText("ALWAYS")) {
      case "ONCE" -> new Repeat.Once();
      case "ONCE_PER_OBJECT" -> new Repeat.OncePerObject();
      case "PER_WINDOW" -> window(json.path("window"));
      default -> new Repeat.Always();
    };
  }

  /**
   * A window that is missing is refused with all else that is wrong; of one whose parts are not of
   * the declared shape nothing more is to be said.
   */
  private static Repeat window(JsonNode json) {
    Duration hours = hours(json.path("hours"));
    int most = json.path("most").intValue();
    return json.isObject() && (hours == null || most < 1)
        ? new Repeat.Always()
        : new Repeat.PerWindow(Objects.requireNonNullElse(hours, Duration.ZERO), most);
  }

  /** A half-life; null if there is none, or none of the declared shape. */
  static @Nullable Duration hours(JsonNode json) {
    return json.isIntegralNumber()
            && json.canConvertToLong()
            && MOST_HOURS >= json.longValue()
            && json.longValue() > 0
        ? Duration.ofHours(json.longValue())
        : null;
  }

  private static @Nullable Instant moment(JsonNode json) {
    String text = json.textValue();
    return text == null ? null : ShapeCheck.instant(text).orElse(null);
  }

  static ObjectNode of(IncrementRule rule) {
    return with(
        Json.object()
            .put("id", rule.id().toString())
            .put("version", rule.revision().version())
            .put("ruleVersion", rule.versions().getLast().number())
            .put("inForceFrom", rule.versions().getLast().from().toString())
            .put("retiredAt", text(rule.retiredAt())),
        rule.terms());
  }

  static ObjectNode presets() {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    RulePresets.ALL.forEach(preset ->
        with(
            items.addObject().put("code", preset.code()).put("why", preset.why()), preset.terms()));
    return json;
  }

  private static ObjectNode with(ObjectNode json, RuleTerms terms) {
    Limits limits = terms.limits();
    json.put("name", terms.name())
        .put("trigger", terms.trigger().name())
        .put("custom", terms.custom());
    ArrayNode conditions = json.putArray("conditions");
    terms
        .conditions()
        .forEach(condition ->
            conditions
                .addObject()
                .put("field", condition.field())
                .put("comparison", condition.comparison().name())
                .put("text", condition.text()));
    json.put("filter", terms.filter()).put("points", terms.points());
    switch (limits.repeat()) {
      case Repeat.Once() -> json.put("repeat", "ONCE").putNull("window");
      case Repeat.OncePerObject() -> json.put("repeat", "ONCE_PER_OBJECT").putNull("window");
      case Repeat.Always() -> json.put("repeat", "ALWAYS").putNull("window");
      case Repeat.PerWindow(Duration window, int most) ->
          json.put("repeat", "PER_WINDOW")
              .putObject("window")
              .put("hours", window.toHours())
              .put("most", most);
    }
    return json.put("cap", limits.cap())
        .put("group", limits.group())
        .put(
            "halfLifeHours",
            limits.halfLife() == null ? null : Long.valueOf(limits.halfLife().toHours()))
        .put("validFrom", text(terms.validFrom()))
        .put("validTo", text(terms.validTo()));
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }

  static ObjectNode of(List<IncrementRule> rules) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    rules.forEach(rule -> items.add(of(rule)));
    return json;
  }

  /** The caps of groups that are whole numbers. */
  static Map<String, Integer> caps(JsonNode json) {
    Map<String, Integer> caps = new TreeMap<>();
    json.path("groupCaps").properties().stream()
        .filter(cap -> cap.getValue().isInt())
        .forEach(cap -> caps.put(cap.getKey(), cap.getValue().intValue()));
    return caps;
  }

  static Settings settings(JsonNode json) {
    Map<String, Integer> caps = caps(json);
    List<Threshold> thresholds = new ArrayList<>();
    json.path("thresholds")
        .forEach(threshold ->
            thresholds.add(
                new Threshold(
                    threshold.path("name").asText(),
                    threshold.path("enter").intValue(),
                    threshold.path("exit").intValue(),
                    Objects.requireNonNullElse(
                        hours(threshold.path("coolDownHours")), Duration.ZERO))));
    return new Settings(json.path("saturation").intValue(), caps, thresholds);
  }

  static ObjectNode of(ScoringSettings settings) {
    ObjectNode json =
        Json.object()
            .put("version", settings.revision().version())
            .put("saturation", settings.settings().saturation());
    ObjectNode caps = json.putObject("groupCaps");
    settings.settings().groupCaps().forEach(caps::put);
    ArrayNode thresholds = json.putArray("thresholds");
    settings
        .settings()
        .thresholds()
        .forEach(threshold ->
            thresholds
                .addObject()
                .put("name", threshold.name())
                .put("enter", threshold.enter())
                .put("exit", threshold.exit())
                .put("coolDownHours", threshold.coolDown().toHours()));
    return json;
  }
}
