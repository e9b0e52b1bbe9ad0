package dev.kith.crm.http.scoring.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.scoring.tracking.Tracking;
import dev.kith.crm.application.scoring.tracking.Tracking.Addresses;
import dev.kith.crm.application.scoring.tracking.Tracking.Mailing;
import dev.kith.crm.application.scoring.tracking.Tracking.Sighting;
import dev.kith.crm.application.scoring.tracking.Tracking.Target;
import dev.kith.crm.application.scoring.tracking.Tracking.VisitorView;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.tracking.TrackedLink;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings;
import dev.kith.crm.domain.scoring.tracking.TrackingSettings.Settings;
import dev.kith.crm.domain.scoring.tracking.Visitor;
import dev.kith.crm.domain.scoring.tracking.VisitorEvent;
import dev.kith.crm.domain.scoring.tracking.VisitorJoin;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tracking in JSON. */
final class TrackingJson {

  static final Shape.Fields MAILING =
      Shape.fields(
          "TrackedMail",
          Shape.required("lead", Shape.uuid(), "Who gets the mail"),
          Shape.required(
              "mail", Shape.text(1, Traces.LONGEST_MAIL), "Which mail it is, by an id of yours"),
          Shape.optional(
              "deliveredAt",
              Shape.orNull(Shape.instant()),
              "When it is delivered; now if it is missing"),
          Shape.optional(
              "expiresAt",
              Shape.orNull(Shape.instant()),
              "When the links end; in " + TrackedLink.USUAL_LIFE.toDays() + " days if missing"),
          Shape.optional(
              "links",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required(
                          "target",
                          Shape.text(1, TrackedLink.LONGEST_TARGET),
                          "Where it leads: a web page"),
                      Shape.optional(
                          "honeypot",
                          Shape.flag(),
                          "Whether no person sees it; who does is a bot")),
                  0,
                  TrackedLink.MOST),
              "In the order of the mail"),
          Shape.optional(
              "pixel", Shape.flag(), "Whether there is to be a picture that tells of opening"));

  static final Shape.Fields ADDRESSES =
      Shape.fields(
          "TrackedAddresses",
          Shape.required("links", Shape.listOf(Shape.text()), "In the order of the targets"),
          Shape.required("pixel", Shape.orNull(Shape.text()), "Null where none was asked for"));

  static final Shape.Fields SETTINGS =
      Shape.fields(
          "TrackingSettingsDraft",
          Shape.required(
              "address",
              Shape.text(500),
              "Under which this CRM is reached from outside, such as https://crm.example.com; empty"
                  + " to complete links yourself"),
          Shape.required(
              "origins",
              Shape.listOf(Shape.text(1, 500), 0, TrackingSettings.MOST_ORIGINS),
              "Of pages that may report, such as https://www.example.com"),
          Shape.required(
              "respectSignals",
              Shape.flag(),
              "Whether nothing is kept of browsers that say Do Not Track or Global Privacy"
                  + " Control"),
          Shape.required(
              "joinByLinks",
              Shape.flag(),
              "Whether a visitor that comes from a tracked link is held to be its lead"),
          Shape.required(
              "retentionDays",
              Shape.whole(1, TrackingSettings.MOST_DAYS),
              "For how long visitors are kept who are nobody"));

  static final Shape.Fields KEPT_SETTINGS =
      new Shape.Fields("TrackingSettings", SETTINGS.properties())
          .with(Shape.required("version", Shape.count(), "Of the settings"))
          .with(Shape.required("key", Shape.count(), "The number of the key that signs"))
          .with(Shape.required("oldestKey", Shape.count(), "The oldest that is believed"));

  static final Shape.Fields ROTATION =
      Shape.fields(
          "TrackingKeyRotation",
          Shape.required("revoke", Shape.flag(), "Whether no link of before is believed any more"));

  static final Shape.Fields IDENTITY =
      Shape.fields("VisitorIdentity", Shape.required("lead", Shape.uuid(), "Who it is"));

  static final Shape.Fields VISITOR =
      Shape.fields(
          "Visitor",
          Shape.required("id", Shape.uuid(), "By which the browser calls itself"),
          Shape.required("consentedAt", Shape.instant(), "When it said yes first"),
          Shape.required("evidence", Shape.text(), "To what"),
          Shape.required("seenAt", Shape.instant(), "When it was last seen"),
          Shape.required("lead", Shape.orNull(Shape.uuid()), "Who it is; null for nobody"));

  static final Shape.Fields VISITORS =
      Shape.fields(
          "Visitors",
          Shape.required(
              "items",
              Shape.listOf(
                  new Shape.Fields("SeenVisitor", VISITOR.properties())
                      .with(Shape.required("pages", Shape.count(), "At how many it looked"))),
              "The latest first"));

  private static final Shape.Fields JOIN =
      Shape.fields(
          "VisitorJoin",
          Shape.required("visitor", Shape.uuid(), "Which visitor"),
          Shape.required("lead", Shape.uuid(), "Who it was held to be"),
          Shape.required("joinedAt", Shape.instant(), "Since when"),
          Shape.required("by", Shape.text(), "Who or what said so"),
          Shape.required(
              "undoneAt", Shape.orNull(Shape.instant()), "When that was taken back; null if not"));

  static final Shape.Fields VISITOR_VIEW =
      new Shape.Fields("VisitorView", VISITOR.properties())
          .with(
              Shape.required(
                  "events",
                  Shape.listOf(
                      Shape.fields(
                          null,
                          Shape.required("page", Shape.text(), "What it looked at"),
                          Shape.required("occurredAt", Shape.instant(), "When"),
                          Shape.required(
                              "verdict", Shape.choice(Verdict.class), "Who that is, as it seems"))),
                  "The latest first, up to " + Tracking.MOST_EVENTS))
          .with(Shape.required("joins", Shape.listOf(JOIN), "The journal, the latest first"));

  static final Shape.Fields JOURNAL =
      Shape.fields(
          "VisitorJournal", Shape.required("items", Shape.listOf(JOIN), "The latest first"));

  private TrackingJson() {}

  static Mailing mailing(JsonNode json) {
    List<Target> targets = new ArrayList<>();
    json.path("links")
        .forEach(link ->
            targets.add(
                new Target(link.path("target").asText(), link.path("honeypot").asBoolean(false))));
    return new Mailing(
        new LeadId(ShapeCheck.uuid(json.path("lead").asText()).orElseThrow()),
        json.path("mail").asText(),
        moment(json.path("deliveredAt")),
        moment(json.path("expiresAt")),
        targets,
        json.path("pixel").asBoolean(false));
  }

  private static @Nullable Instant moment(JsonNode json) {
    String text = json.textValue();
    return text == null ? null : ShapeCheck.instant(text).orElseThrow();
  }

  static ObjectNode of(Addresses addresses) {
    ObjectNode json = Json.object();
    ArrayNode links = json.putArray("links");
    addresses.links().forEach(links::add);
    return json.put("pixel", addresses.pixel());
  }

  static Settings settings(JsonNode json) {
    List<String> origins = new ArrayList<>();
    json.path("origins").forEach(origin -> origins.add(origin.asText()));
    return new Settings(
        json.path("address").asText(),
        origins,
        json.path("respectSignals").asBoolean(),
        json.path("joinByLinks").asBoolean(),
        json.path("retentionDays").intValue());
  }

  static ObjectNode of(TrackingSettings settings) {
    Settings set = settings.settings();
    ObjectNode json =
        Json.object()
            .put("version", settings.revision().version())
            .put("key", settings.keys().current())
            .put("oldestKey", settings.keys().oldest())
            .put("address", set.address());
    ArrayNode origins = json.putArray("origins");
    set.origins().forEach(origins::add);
    return json.put("respectSignals", set.respectSignals())
        .put("joinByLinks", set.joinByLinks())
        .put("retentionDays", set.retentionDays());
  }

  static ObjectNode of(Visitor visitor) {
    return Json.object()
        .put("id", visitor.id().toString())
        .put("consentedAt", visitor.consentedAt().toString())
        .put("evidence", visitor.evidence())
        .put("seenAt", visitor.seenAt().toString())
        .put("lead", visitor.lead() == null ? null : visitor.lead().toString());
  }

  static ObjectNode latest(List<Sighting> sightings) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    sightings.forEach(seen -> items.add(of(seen.visitor()).put("pages", seen.pages())));
    return json;
  }

  static ObjectNode of(VisitorView view) {
    ObjectNode json = of(view.visitor());
    ArrayNode events = json.putArray("events");
    for (VisitorEvent event : view.events()) {
      // Whose it is says nothing of who it seems to be.
      Verdict verdict = event.of(new LeadId(event.visitor().value())).verdict();
      events
          .addObject()
          .put("page", event.content().object())
          .put("occurredAt", event.content().occurredAt().toString())
          .put("verdict", verdict.name());
    }
    json.set("joins", joins(view.joins()));
    return json;
  }

  static ObjectNode journal(List<VisitorJoin> joins) {
    ObjectNode json = Json.object();
    json.set("items", joins(joins));
    return json;
  }

  private static ArrayNode joins(List<VisitorJoin> joins) {
    ArrayNode json = Json.array();
    joins.forEach(join ->
        json.addObject()
            .put("visitor", join.visitor().toString())
            .put("lead", join.lead().toString())
            .put("joinedAt", join.joinedAt().toString())
            .put("by", join.by())
            .put("undoneAt", join.undoneAt() == null ? null : join.undoneAt().toString()));
    return json;
  }
}
