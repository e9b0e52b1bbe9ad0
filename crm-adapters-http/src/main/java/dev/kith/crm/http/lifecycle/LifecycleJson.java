package dev.kith.crm.http.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Figures;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.InTime;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Report;
import dev.kith.crm.application.lifecycle.LifecycleReads.Passage;
import dev.kith.crm.application.lifecycle.Lifecycles.Opinion;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.StageCategory;
import dev.kith.crm.domain.lifecycle.StageTransition;
import dev.kith.crm.domain.lifecycle.Survival;
import dev.kith.crm.domain.lifecycle.TimeInStage;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lifecycle in JSON. */
public final class LifecycleJson {

  private static final int DIGITS = 4;

  /** Of how long accounts may stay in a stage. */
  public static final Shape.Fields SLA =
      Shape.fields(
          "TimeInStage",
          Shape.required("time", Shape.text(1, 40), "ISO 8601 in whole hours, such as PT48H"),
          Shape.optional(
              "businessTime",
              Shape.flag(),
              "Whether only the hours of the default calendar count; usually not"));

  private static final Shape.Fields STAGE =
      Shape.fields(
          "LifecycleStage",
          Shape.required(
              "key",
              Shape.text(1, LifecycleTerms.LONGEST_KEY),
              "Stable: capital letters, digits and underscores"),
          Shape.required("name", Shape.text(LifecycleTerms.LONGEST_NAME), "For people"),
          Shape.required(
              "order",
              Shape.whole(0, LifecycleTerms.HIGHEST_ORDER),
              "Where it stands; accounts begin in the lowest"),
          Shape.required(
              "category", Shape.choice(StageCategory.class), "What it means to the business"),
          Shape.optional(
              "slaInStage",
              Shape.orNull(SLA),
              "How long accounts may stay in it; null for as long as they like"));

  private static final Shape.Fields TRANSITION =
      Shape.fields(
          "LifecycleTransition",
          Shape.required("from", Shape.text(1, LifecycleTerms.LONGEST_KEY), "Key of a stage"),
          Shape.required("to", Shape.text(1, LifecycleTerms.LONGEST_KEY), "Key of another"),
          Shape.optional("requiresReason", Shape.flag(), "Whether one must say why; usually not"),
          Shape.optional(
              "requiredFields",
              Shape.listOf(Shape.text(1, 60), 0, StageTransition.MOST_FIELDS),
              "Fields of the account that must be filled, such as industry, or owner"),
          Shape.optional(
              "guard",
              Shape.orNull(Shape.text(StageTransition.LONGEST_GUARD)),
              "A condition in CEL over the fields of the account, such as account.employees > 10"),
          Shape.optional(
              "permission",
              Shape.choice(Action.EDIT.code(), Action.ADMINISTER.code()),
              "What one must be allowed to do with the account; usually edit"));

  static final Shape.Fields DRAFT =
      Shape.fields(
          "LifecycleDraft",
          Shape.required(
              "stages", Shape.listOf(STAGE, 0, LifecycleTerms.MOST_STAGES), "In any order"),
          Shape.required(
              "transitions",
              Shape.listOf(TRANSITION, 0, LifecycleTerms.MOST_TRANSITIONS),
              "The only ways on"));

  private static final Shape.Fields NOTE =
      Shape.fields(
          "LifecycleNote",
          Shape.required("pointer", Shape.text(), "Where it is in the draft"),
          Shape.required("code", Shape.text(), "What it is"),
          Shape.required("message", Shape.text(), "For people"));

  static final Shape.Fields KEPT =
      new Shape.Fields("Lifecycle", DRAFT.properties())
          .with(Shape.required("version", Shape.count(), "Of the lifecycle"))
          .with(Shape.required("since", Shape.instant(), "From when on it says so"))
          .with(
              Shape.required(
                  "warnings", Shape.listOf(NOTE), "What may well be meant so, but rarely is"));

  static final Shape.Fields OPINION =
      Shape.fields(
          "LifecycleOpinion",
          Shape.required("problems", Shape.listOf(NOTE), "For which it would be refused"),
          Shape.required("warnings", Shape.listOf(NOTE), "What may well be meant so"),
          Shape.required(
              "accounts",
              new Shape.MapOf(Shape.count()),
              "How many accounts are in each stage now, those in the bin included"));

  private static final Shape.Fields POINT =
      Shape.fields(
          "SurvivalPoint",
          Shape.required("after", Shape.text(), "ISO 8601, such as PT240H"),
          Shape.required("staying", Shape.decimal(), "Which part is still there then"));

  private static final Shape.Fields FIGURES =
      Shape.fields(
          "LifecycleFigures",
          Shape.required("stage", Shape.text(), "Its key"),
          Shape.required("name", Shape.text(), "Its key, if it is no longer there"),
          Shape.required(
              "category",
              Shape.orNull(Shape.choice(StageCategory.class)),
              "Null if it is no longer there"),
          Shape.required("accounts", Shape.count(), "How many have been in it"),
          Shape.required("entered", Shape.count(), "How often one came to it"),
          Shape.required("here", Shape.count(), "How many of these are there still"),
          Shape.required("forward", Shape.count(), "How many went on"),
          Shape.required("back", Shape.count(), "How many went back"),
          Shape.required("atRisk", Shape.count(), "How many went to a stage at risk"),
          Shape.required("ended", Shape.count(), "How many went to a stage that ends it"),
          Shape.required(
              "conversion",
              Shape.orNull(Shape.decimal()),
              "forward by entered, from 0 to 1 to four digits; null if none came"),
          Shape.required(
              "median",
              Shape.orNull(Shape.text()),
              "After which half have left, by Kaplan and Meier: accounts that are still there"
                  + " count; ISO 8601 in hours; null where it cannot be said yet"),
          Shape.required("p90", Shape.orNull(Shape.text()), "After which nine of ten have left"),
          Shape.required("curve", Shape.listOf(POINT), "Which part is still there, after how long"),
          Shape.required(
              "slaInStage",
              Shape.orNull(SLA),
              "How long accounts may stay in it now; null for as long as they like"),
          Shape.required(
              "withinSla", Shape.count(), "How many stays ended before that time was up"),
          Shape.required("overSla", Shape.count(), "How many did not, or have lasted for longer"),
          Shape.required(
              "withinSlaShare",
              Shape.orNull(Shape.decimal()),
              "withinSla by both, from 0 to 1 to four digits; null if neither is any"));

  private static final Shape.Fields PASSAGE =
      Shape.fields(
          "LifecyclePassage",
          Shape.required("from", Shape.text(), "Key of a stage"),
          Shape.required("to", Shape.text(), "Key of the one that came after"),
          Shape.required("count", Shape.count(), "How often"));

  static final Shape.Fields REPORT =
      Shape.fields(
          "LifecycleAnalytics",
          Shape.required(
              "from", Shape.orNull(Shape.instant()), "Of stays that began then or later"),
          Shape.required("before", Shape.orNull(Shape.instant()), "And earlier than that"),
          Shape.required("stages", Shape.listOf(FIGURES), "In their order"),
          Shape.required(
              "passages", Shape.listOf(PASSAGE), "The transition matrix, the most frequent first"));

  private LifecycleJson() {}

  static LifecycleTerms read(JsonNode json) {
    return new LifecycleTerms(
        Streams.stream(json.path("stages"))
            .map(s ->
                new Stage(
                    s.path("key").asText(),
                    s.path("name").asText(),
                    s.path("order").asInt(),
                    StageCategory.valueOf(s.path("category").asText()),
                    sla(s.path("slaInStage"))))
            .toList(),
        Streams.stream(json.path("transitions"))
            .map(t ->
                new StageTransition(
                    t.path("from").asText(),
                    t.path("to").asText(),
                    t.path("requiresReason").asBoolean(),
                    Streams.stream(t.path("requiredFields")).map(JsonNode::asText).toList(),
                    t.path("guard").isTextual() ? t.path("guard").asText() : null,
                    t.path("permission").asText().equals(Action.ADMINISTER.code())
                        ? Action.ADMINISTER
                        : Action.EDIT))
            .toList());
  }

  /** What cannot be read is told with all else that is wrong, as no time at all. */
  private static @Nullable TimeInStage sla(JsonNode json) {
    if (!json.isObject()) {
      return null;
    }
    Duration time;
    try {
      time = Duration.parse(json.path("time").asText());
    } catch (DateTimeParseException e) {
      time = Duration.ZERO;
    }
    return new TimeInStage(time, json.path("businessTime").asBoolean());
  }

  /** Null where there is none. */
  public static @Nullable ObjectNode of(@Nullable TimeInStage sla) {
    return sla == null
        ? null
        : Json.object().put("time", sla.time().toString()).put("businessTime", sla.businessTime());
  }

  static ObjectNode of(Lifecycle lifecycle) {
    ObjectNode json = Json.object();
    ArrayNode stages = json.putArray("stages");
    for (Stage stage : lifecycle.terms().inOrder()) {
      stages
          .addObject()
          .put("key", stage.key())
          .put("name", stage.name())
          .put("order", stage.order())
          .put("category", stage.category().name())
          .set("slaInStage", of(stage.slaInStage()));
    }
    ArrayNode transitions = json.putArray("transitions");
    for (StageTransition way : lifecycle.terms().transitions()) {
      ObjectNode one =
          transitions
              .addObject()
              .put("from", way.from())
              .put("to", way.to())
              .put("requiresReason", way.requiresReason());
      way.requiredFields().forEach(one.putArray("requiredFields")::add);
      one.put("guard", way.guard()).put("permission", way.permission().code());
    }
    json.put("version", lifecycle.revision().version())
        .put("since", lifecycle.revision().updatedAt().toString());
    json.set("warnings", notes(lifecycle.terms().warnings()));
    return json;
  }

  static ObjectNode of(Opinion opinion) {
    ObjectNode json = Json.object();
    json.set("problems", notes(opinion.problems()));
    json.set("warnings", notes(opinion.warnings()));
    ObjectNode accounts = json.putObject("accounts");
    opinion.accounts().forEach(accounts::put);
    return json;
  }

  private static ArrayNode notes(List<Violation> violations) {
    ArrayNode json = Json.array();
    for (Violation violation : violations) {
      json.addObject()
          .put("pointer", violation.pointer())
          .put("code", violation.code())
          .put("message", violation.message());
    }
    return json;
  }

  static ObjectNode of(Report report) {
    ObjectNode json =
        Json.object()
            .put("from", text(report.question().from()))
            .put("before", text(report.question().before()));
    ArrayNode stages = json.putArray("stages");
    report.stages().forEach(figures -> put(stages.addObject(), figures));
    ArrayNode passages = json.putArray("passages");
    for (Passage passage : report.passages()) {
      passages
          .addObject()
          .put("from", passage.stage())
          .put("to", passage.to())
          .put("count", passage.stays());
    }
    return json;
  }

  private static void put(ObjectNode json, Figures figures) {
    Double conversion = figures.conversion();
    json.put("stage", figures.stage())
        .put("name", figures.name())
        .put("category", figures.category() == null ? null : figures.category().name())
        .put("accounts", figures.accounts())
        .put("entered", figures.entered())
        .put("here", figures.here())
        .put("forward", figures.forward())
        .put("back", figures.back())
        .put("atRisk", figures.atRisk())
        .put("ended", figures.ended())
        .put("conversion", conversion == null ? null : rounded(conversion))
        .put("median", hours(figures.time().median()))
        .put("p90", hours(figures.time().ninetieth()));
    ArrayNode curve = json.putArray("curve");
    for (Survival.Point point : figures.time().curve()) {
      curve.addObject().put("after", hours(point.after())).put("staying", rounded(point.staying()));
    }
    InTime inTime = figures.inTime();
    Double share = inTime == null ? null : inTime.share();
    json.set("slaInStage", of(inTime == null ? null : inTime.allowed()));
    json.put("withinSla", inTime == null ? 0 : inTime.within())
        .put("overSla", inTime == null ? 0 : inTime.over())
        .put("withinSlaShare", share == null ? null : rounded(share));
  }

  private static BigDecimal rounded(double part) {
    return BigDecimal.valueOf(part).setScale(DIGITS, RoundingMode.HALF_UP);
  }

  private static @Nullable String hours(@Nullable Duration duration) {
    return duration == null ? null : duration.toString();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
