package dev.kith.crm.http.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Enums;
import dev.kith.crm.application.scoring.engagement.Engagements;
import dev.kith.crm.application.scoring.engagement.Engagements.Receipt;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementContent;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Signal;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.kernel.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Engagement in JSON. */
final class EngagementJson {

  private static final UUID NO_LEAD = new UUID(0, 0);

  private static final Shape.Fields TRACES =
      Shape.fields(
          "EngagementTraces",
          Shape.optional(
              "userAgent",
              Shape.orNull(Shape.text(Traces.LONGEST_USER_AGENT)),
              "The program, as it calls itself"),
          Shape.optional(
              "network",
              Shape.orNull(Shape.text(60)),
              "The address it came from; only its network is kept"),
          Shape.optional("method", Shape.orNull(Shape.text(20)), "The method of HTTP"),
          Shape.optional(
              "mail",
              Shape.orNull(Shape.text(Traces.LONGEST_MAIL)),
              "Which mail it belongs to, by an id of the sender's"),
          Shape.optional(
              "deliveredAt", Shape.orNull(Shape.instant()), "When that mail was delivered"),
          Shape.optional(
              "links",
              Shape.orNull(Shape.whole(0, Traces.MOST_LINKS)),
              "How many links that mail has"),
          Shape.optional("honeypot", Shape.flag(), "Whether it was a link that no person can see"),
          Shape.optional(
              "purpose",
              Shape.orNull(Shape.text(Traces.LONGEST_PURPOSE)),
              "What the request says that it is for, by Sec-Purpose or Purpose"));

  static final Shape.Fields DRAFT =
      Shape.fields(
          "EngagementDraft",
          Shape.required(
              "id",
              Shape.text(EngagementId.LONGEST),
              "By which whoever reports the event knows it; the same id is the same event"),
          Shape.required("lead", Shape.uuid(), "Who did it"),
          Shape.required("type", Shape.choice(EngagementType.class), "What was done"),
          Shape.optional(
              "name",
              Shape.orNull(Shape.text(EngagementDraft.LONGEST_NAME)),
              "What was done, of the type CUSTOM"),
          Shape.optional(
              "object",
              Shape.orNull(Shape.text(EngagementDraft.LONGEST_OBJECT)),
              "What it was done with: a page, a mail, a form, a file"),
          Shape.optional("occurredAt", Shape.orNull(Shape.instant()), "When; now if it is missing"),
          Shape.optional(
              "properties",
              new Shape.MapOf(Shape.text(EngagementDraft.LONGEST_VALUE)),
              "More about it, for conditions of rules"),
          Shape.optional("traces", Shape.orNull(TRACES), "What was seen of the request behind it"));

  static final Shape.Fields BATCH =
      Shape.fields(
          "EngagementBatch",
          Shape.required(
              "items", Shape.listOf(DRAFT, 1, Engagements.LARGEST_BATCH), "Events, in any order"));

  private static final Shape SIGNALS = Shape.listOf(Shape.choice(Signal.class));

  static final Shape.Fields RECEIPT =
      Shape.fields(
          "EngagementReceipt",
          Shape.required("id", Shape.text(), "The id of the event"),
          Shape.required(
              "lead", Shape.uuid(), "Whose it is; another if the lead has been merged into it"),
          Shape.required(
              "duplicate", Shape.flag(), "Whether it was there already, and nothing was done"),
          Shape.required("verdict", Shape.choice(Verdict.class), "Who did it, as is believed"),
          Shape.required("signals", SIGNALS, "Why, the weightiest first"));

  static final Shape.Fields BATCH_RESULT =
      Shape.fields(
          "EngagementBatchResult",
          Shape.required("recorded", Shape.count(), "How many are new"),
          Shape.required("duplicates", Shape.count(), "How many were there already"),
          Shape.required("refused", Shape.count(), "How many were refused"),
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("status", Shape.whole(200, 499), "As of a single report"),
                      Shape.optional("receipt", RECEIPT, "What was recorded"),
                      Shape.optional("problem", new Shape.Anything(), "Why it was refused"))),
              "What became of each, in the order of the reports"));

  static final Shape.Fields STREAM_RESULT =
      Shape.fields(
          "EngagementStreamResult",
          Shape.required("recorded", Shape.count(), "How many are new"),
          Shape.required("duplicates", Shape.count(), "How many were there already"),
          Shape.required("refused", Shape.count(), "How many were refused"),
          Shape.required(
              "problems",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("line", Shape.count(), "The line, from 1 on"),
                      Shape.required("problem", new Shape.Anything(), "Why it was refused"))),
              "The first " + EngagementStream.MOST_TOLD + " refusals, by their lines"));

  static final Shape.Fields RECLASSIFICATION =
      Shape.fields(
          "EngagementReclassification",
          Shape.required(
              "ids",
              Shape.listOf(Shape.text(1, EngagementId.LONGEST), 1, Engagements.LARGEST_BATCH),
              "Ids of events"),
          Shape.required(
              "verdict",
              Shape.orNull(Shape.choice(Verdict.class)),
              "Who did it; null to believe the signals again"));

  private static final Shape.Fields EVENT =
      Shape.fields(
          "EngagementEvent",
          Shape.required("id", Shape.text(), "By which it is known"),
          Shape.required("lead", Shape.uuid(), "Who did it"),
          Shape.required("type", Shape.choice(EngagementType.class), "What was done"),
          Shape.required("name", Shape.orNull(Shape.text()), "What, of the type CUSTOM"),
          Shape.required("object", Shape.orNull(Shape.text()), "What it was done with"),
          Shape.required("occurredAt", Shape.instant(), "When it was"),
          Shape.required("recordedAt", Shape.instant(), "When the CRM heard of it"),
          Shape.required("properties", new Shape.MapOf(Shape.text()), "More about it"),
          Shape.required(
              "verdict", Shape.choice(Verdict.class), "Who did it; only HUMAN earns points"),
          Shape.required("signals", SIGNALS, "What speaks against a person"),
          Shape.required("judged", Shape.choice(Verdict.class), "What the signals alone come to"),
          Shape.required(
              "told",
              Shape.orNull(Shape.choice(Verdict.class)),
              "What somebody said; null if nobody did"));

  static final Shape.Fields EVENTS =
      Shape.fields("EngagementEvents", Shape.required("items", Shape.listOf(EVENT), "The events"));

  private EngagementJson() {}

  /** A draft, of which the shape {@link #DRAFT} tells what cannot be read. */
  static EngagementDraft read(JsonNode json) {
    Map<String, String> properties = new TreeMap<>();
    json.path("properties")
        .properties()
        .forEach(property -> properties.put(property.getKey(), property.getValue().asText()));
    return new EngagementDraft(
        json.path("id").textValue(),
        new LeadId(ShapeCheck.uuid(json.path("lead").asText()).orElse(NO_LEAD)),
        Enums.getIfPresent(EngagementType.class, json.path("type").asText())
            // Only these have a name.
            .or(json.has("name") ? EngagementType.CUSTOM : EngagementType.EMAIL_OPEN),
        json.path("name").textValue(),
        json.path("object").textValue(),
        moment(json.path("occurredAt")),
        properties,
        traces(json.path("traces")));
  }

  private static Traces traces(JsonNode json) {
    JsonNode links = json.path("links");
    return new Traces(
        json.path("userAgent").textValue(),
        json.path("network").textValue(),
        json.path("method").textValue(),
        json.path("mail").textValue(),
        moment(json.path("deliveredAt")),
        links.isNumber() ? Integer.valueOf(links.intValue()) : null,
        json.path("honeypot").asBoolean(false),
        json.path("purpose").textValue());
  }

  private static @Nullable Instant moment(JsonNode json) {
    String text = json.textValue();
    return text == null ? null : ShapeCheck.instant(text).orElse(null);
  }

  static ObjectNode of(Receipt receipt) {
    ObjectNode json =
        Json.object()
            .put("id", receipt.id().value())
            .put("lead", receipt.lead().toString())
            .put("duplicate", receipt.duplicate())
            .put("verdict", receipt.verdict().name());
    json.set("signals", signals(receipt.signals()));
    return json;
  }

  private static ArrayNode signals(List<Signal> signals) {
    ArrayNode json = Json.array();
    signals.forEach(signal -> json.add(signal.name()));
    return json;
  }

  static ObjectNode of(List<Outcome<Receipt>> outcomes) {
    Counts counts = new Counts();
    ArrayNode items = Json.array();
    for (Outcome<Receipt> outcome : outcomes) {
      counts.count(outcome);
      ObjectNode item = items.addObject();
      switch (outcome) {
        case Outcome.Done<Receipt>(var receipt) ->
            item.put("status", receipt.duplicate() ? 200 : 201).set("receipt", of(receipt));
        case Outcome.Refused<Receipt>(var refusal) -> {
          Problem problem = Problem.of(refusal);
          item.put("status", problem.status()).set("problem", problem.shortJson());
        }
      }
    }
    ObjectNode json = counts.json();
    json.set("items", items);
    return json;
  }

  /** What became of many reports. */
  static final class Counts {
    private long recorded;
    private long duplicates;
    private long refused;

    void count(Outcome<Receipt> outcome) {
      switch (outcome) {
        case Outcome.Done<Receipt>(var receipt) -> {
          if (receipt.duplicate()) {
            duplicates++;
          } else {
            recorded++;
          }
        }
        case Outcome.Refused<Receipt> no -> refused++;
      }
    }

    void refused() {
      refused++;
    }

    ObjectNode json() {
      return Json.object()
          .put("recorded", recorded)
          .put("duplicates", duplicates)
          .put("refused", refused);
    }
  }

  static ObjectNode events(List<EngagementEvent> events) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    events.forEach(event -> items.add(of(event)));
    return json;
  }

  private static ObjectNode of(EngagementEvent event) {
    EngagementContent content = event.content();
    ObjectNode json =
        Json.object()
            .put("id", event.id().value())
            .put("lead", event.lead().toString())
            .put("type", content.type().name())
            .put("name", content.name())
            .put("object", content.object())
            .put("occurredAt", content.occurredAt().toString())
            .put("recordedAt", event.recordedAt().toString());
    ObjectNode properties = json.putObject("properties");
    content.properties().forEach(properties::put);
    json.put("verdict", event.verdict().name())
        .set("signals", signals(event.judgement().signals()));
    return json.put("judged", event.judgement().verdict().name())
        .put("told", event.told() == null ? null : event.told().name());
  }
}
