package dev.kith.crm.http.automation;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.automation.RuleDraft;
import dev.kith.crm.application.automation.RulePreset;
import dev.kith.crm.application.automation.RuleStore;
import dev.kith.crm.application.automation.RuleView;
import dev.kith.crm.application.automation.Rules;
import dev.kith.crm.application.automation.TrialReport;
import dev.kith.crm.domain.automation.Repeat;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleStatus;
import dev.kith.crm.domain.automation.RuleStep;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules to JSON and back. */
final class RuleJson {

  private RuleJson() {}

  /** A body of any form: what does not have its shape is left out. */
  static RuleDraft draft(JsonNode body) {
    return new RuleDraft(
        body.path("name").textValue(),
        body.path("record").asText(),
        texts(body.path("events")),
        texts(body.path("without")),
        body.path("within").asText(),
        body.path("schedule").asText(),
        body.path("condition").asText(),
        Streams.stream(body.path("then")).map(RuleJson::step).collect(toImmutableList()),
        Arrays.stream(Repeat.values())
            .filter(r -> r.name().equals(body.path("repeat").asText()))
            .findFirst()
            .orElse(Repeat.ONCE_PER_RECORD),
        body.path("priority").asInt(),
        moment(body.path("activeFrom")),
        moment(body.path("activeUntil")));
  }

  private static List<String> texts(JsonNode list) {
    return Streams.stream(list).map(JsonNode::asText).collect(toImmutableList());
  }

  private static RuleStep step(JsonNode step) {
    ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
    step.path("parameters")
        .properties()
        .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
    return new RuleStep(step.path("action").asText(), parameters.buildOrThrow());
  }

  static @Nullable Instant moment(JsonNode text) {
    return text.isTextual() ? ShapeCheck.instant(text.asText()).orElse(null) : null;
  }

  static ObjectNode of(RuleView view) {
    Rule rule = view.rule();
    ObjectNode json = Json.object();
    json.put("id", rule.id().toString());
    json.put("name", rule.name());
    json.put("status", rule.status().name().name());
    json.set("statusSince", Json.of(rule.status().since()));
    json.put("statusReason", rule.status() instanceof RuleStatus.Suspended s ? s.reason() : null);
    json.put("number", rule.number());
    json.set("lastFiredAt", Json.of(view.lastFiredAt()));
    json.put("firings", view.firings());
    json.set(
        "shadowUntil", Json.of(rule.status() instanceof RuleStatus.Shadow s ? s.until() : null));
    json.put("shadowFirings", view.shadow().firings());
    json.put("shadowRecords", view.shadow().records());
    json.put("shadowFailures", view.shadow().failures());
    json.set("createdAt", Json.of(rule.revision().createdAt()));
    json.set("updatedAt", Json.of(rule.revision().updatedAt()));
    json.put("version", rule.revision().version());
    return with(json, RuleDraft.of(rule));
  }

  static ObjectNode of(RuleStore.Version version) {
    ObjectNode json = Json.object();
    json.put("number", version.number());
    json.set("writtenAt", Json.of(version.writtenAt()));
    return with(json, RuleDraft.of("", version.content()));
  }

  private static ObjectNode with(ObjectNode json, RuleDraft content) {
    json.put("record", content.record());
    json.set("events", array(content.events()));
    json.set("without", array(content.without()));
    json.put("within", content.within());
    json.put("schedule", content.schedule());
    json.put("condition", content.condition());
    ArrayNode then = json.putArray("then");
    for (RuleStep step : content.then()) {
      ObjectNode parameters = then.addObject().put("action", step.kind()).putObject("parameters");
      step.parameters().forEach(parameters::put);
    }
    json.put("repeat", content.repeat().name());
    json.put("priority", content.priority());
    json.set("activeFrom", Json.of(content.activeFrom()));
    json.set("activeUntil", Json.of(content.activeUntil()));
    return json;
  }

  static ObjectNode of(TrialReport report) {
    ObjectNode json = Json.object().put("looked", report.looked());
    ObjectNode counts = json.putObject("counts");
    report.counts().forEach((verdict, count) -> counts.put(verdict.name(), count));
    json.put("complete", report.complete());
    ArrayNode samples = json.putArray("samples");
    for (TrialReport.Case each : report.samples()) {
      ObjectNode sample = samples.addObject();
      sample.put("event", each.event().toString());
      sample.put("eventType", each.eventType());
      sample.put("recordType", each.record().type());
      sample.put("recordId", each.record().id().toString());
      sample.set("at", Json.of(each.at()));
      sample.put("verdict", each.verdict().name());
      ArrayNode why = sample.putArray("why");
      each.told()
          .forEach(part -> {
            ObjectNode values =
                why.addObject()
                    .put("text", part.text())
                    .put("verdict", part.verdict().name())
                    .putObject("values");
            part.values().forEach(values::put);
          });
    }
    return json;
  }

  static ArrayNode array(Iterable<String> texts) {
    ArrayNode array = Json.array();
    texts.forEach(array::add);
    return array;
  }

  static ObjectNode of(FiringView view) {
    ObjectNode json = CatalogueJson.of(FiringView.CATALOGUE, view, Set.of());
    ObjectNode facts = json.putObject("facts");
    view.firing().trace().facts().forEach(facts::put);
    ArrayNode steps = json.putArray("steps");
    view.firing()
        .trace()
        .steps()
        .forEach(step -> steps.addObject().put("action", step.action()).put("what", step.what()));
    return json;
  }

  static ObjectNode of(Rules.Catalogue catalogue) {
    ObjectNode json = Json.object();
    ArrayNode records = json.putArray("records");
    for (Rules.Words words : catalogue.records()) {
      ObjectNode record =
          records.addObject().put("record", words.record()).put("label", words.label());
      ObjectNode events = record.putObject("events");
      words.events().forEach(events::put);
      record.set("facts", ConditionJson.facts(words.facts()));
    }
    ArrayNode actions = json.putArray("actions");
    for (ActionKind action : catalogue.actions()) {
      ObjectNode each = actions.addObject();
      each.put("action", action.code()).put("label", action.label());
      each.set("records", array(action.records()));
      each.set("oneOf", array(action.oneOf().parameters()));
      ArrayNode parameters = each.putArray("parameters");
      action
          .parameters()
          .forEach(p ->
              parameters
                  .addObject()
                  .put("name", p.name())
                  .put("label", p.label())
                  .put("type", p.type().name())
                  .put("required", p.required())
                  .set("choices", array(p.choices())));
    }
    ArrayNode presets = json.putArray("presets");
    for (RulePreset preset : catalogue.presets()) {
      ObjectNode each = presets.addObject();
      each.put("code", preset.code()).put("label", preset.label()).put("why", preset.why());
      with(each.putObject("draft").put("name", preset.draft().name()), preset.draft());
    }
    return json;
  }
}
