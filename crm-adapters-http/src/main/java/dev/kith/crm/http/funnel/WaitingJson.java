package dev.kith.crm.http.funnel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.funnel.PipelineAnalytics;
import dev.kith.crm.application.funnel.PipelineAnalytics.Aged;
import dev.kith.crm.application.funnel.PipelineAnalytics.Ageing;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageAges;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageStuck;
import dev.kith.crm.application.funnel.PipelineAnalytics.Stuck;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.funnel.Lengths;
import dev.kith.crm.domain.funnel.StayNorms.Basis;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import org.jspecify.annotations.Nullable;

/** How long open opportunities have been where they are, in JSON. */
final class WaitingJson {

  private static final Shape.Fields PERCENTILES =
      Shape.fields(
          "StayPercentiles",
          Shape.required(
              "median", Shape.orNull(Shape.text()), "ISO 8601 in hours; null without a norm"),
          Shape.required("p75", Shape.orNull(Shape.text()), "Three of four stayed no longer"),
          Shape.required("p90", Shape.orNull(Shape.text()), "Nine of ten stayed no longer"));

  private static final Shape.Fields NORM =
      Shape.fields(
          "StayNorm",
          Shape.required(
              "basis",
              Shape.choice(Basis.class),
              "STAGE: stays in this stage; PIPELINE: in all open stages, for fewer than 20 are"
                  + " known of this one; NONE: fewer than 5 are known in all"),
          Shape.required("ownStays", Shape.count(), "How many stays of what was won are known"),
          Shape.required("stays", Shape.count(), "From how many the norm is taken"),
          Shape.required("calendar", PERCENTILES, "By the clock"),
          Shape.required("business", PERCENTILES, "In business time"));

  private static final Shape.Fields AGED =
      Shape.fields(
          "WaitingOpportunity",
          Shape.required("id", Shape.uuid(), "Of the opportunity"),
          Shape.required("name", Shape.text(), "What it is called"),
          Shape.required("stage", Shape.text(), "Key of its stage"),
          Shape.required("stageName", Shape.text(), "What that is called"),
          Shape.required("since", Shape.instant(), "When it came there"),
          Shape.required("owner", Shape.orNull(Shape.uuid()), "Id of its owner"),
          Shape.required("ownerName", Shape.orNull(Shape.text()), "What they are called"),
          Shape.required("amount", Shape.orNull(Shape.text()), "What it is worth"),
          Shape.required("currency", Shape.orNull(Shape.text()), "In which currency"),
          Shape.required("age", Shape.text(), "How long it has been there; ISO 8601"),
          Shape.required("businessAge", Shape.text(), "The same in business time"),
          Shape.required(
              "percentile",
              Shape.orNull(Shape.whole(0, 100)),
              "How many percent of what was won stayed as long or shorter; null without a norm"),
          Shape.required("rotten", Shape.flag(), "Whether it is beyond the days of its stage"),
          Shape.required(
              "beyondNorm", Shape.flag(), "Whether nine of ten that were won had left by then"));

  private static final Shape.Property NEXT =
      Shape.required(
          "nextCursor",
          Shape.orNull(Shape.text()),
          "To be sent as cursor for more; null on the last page");

  private static final Shape.Property CALENDAR =
      Shape.required("calendar", Shape.text(), "Name of the calendar of business time");

  static final Shape.Fields AGEING =
      Shape.fields(
          "PipelineAgeing",
          CALENDAR,
          Shape.required(
              "stages",
              Shape.listOf(
                  Figures.ofStage(
                      "AgeingStage",
                      Shape.required("norm", NORM, "How long what was won had stayed"),
                      Shape.required("open", Shape.count(), "How many are in it"),
                      Shape.required("toMedian", Shape.count(), "For no longer than the median"),
                      Shape.required("toP75", Shape.count(), "Longer, and no longer than p75"),
                      Shape.required("toP90", Shape.count(), "Longer, and no longer than p90"),
                      Shape.required("beyondP90", Shape.count(), "Longer"))),
              "The open ones"),
          Shape.required(
              "items", Shape.listOf(AGED), "All that are open, those furthest beyond p90 first"),
          NEXT);

  static final Shape.Fields STUCK =
      Shape.fields(
          "PipelineStuck",
          CALENDAR,
          Shape.required("all", Figures.SHARE, "All that are stuck"),
          Shape.required(
              "stages",
              Shape.listOf(
                  Figures.ofStage(
                      "StuckStage",
                      Shape.required(
                          "allowed",
                          Shape.orNull(Shape.text()),
                          "The shorter of rotDays and p90; ISO 8601; null for ever"),
                      Shape.required(
                          "rotDays", Shape.orNull(Shape.count()), "As its pipeline says"),
                      Shape.required("p90", Shape.orNull(Shape.text()), "Of what was won"),
                      Shape.required("stuck", Figures.SHARE, "Those in it that are stuck"))),
              "The open ones"),
          Shape.required("items", Shape.listOf(AGED), "Those furthest beyond it first"),
          NEXT);

  private WaitingJson() {}

  static ObjectNode of(Ageing ageing, byte[] signingKey) {
    ObjectNode json = Json.object().put("calendar", ageing.calendar());
    ArrayNode stages = json.putArray("stages");
    for (StageAges ages : ageing.stages()) {
      ObjectNode stage = Figures.of(ages.stage());
      ObjectNode norm =
          Json.object()
              .put("basis", ages.norm().basis().name())
              .put("ownStays", ages.norm().ownStays())
              .put("stays", ages.norm().calendar().count());
      norm.set("calendar", of(ages.norm().calendar()));
      norm.set("business", of(ages.norm().business()));
      stage.set("norm", norm);
      stages.add(
          stage
              .put("open", ages.open())
              .put("toMedian", ages.toMedian())
              .put("toP75", ages.toThreeQuarters())
              .put("toP90", ages.toNinetieth())
              .put("beyondP90", ages.beyond()));
    }
    return put(json, ageing.opportunities(), signingKey);
  }

  private static ObjectNode of(Lengths lengths) {
    return Json.object()
        .put("median", Figures.text(lengths.percentile(50)))
        .put("p75", Figures.text(lengths.percentile(75)))
        .put("p90", Figures.text(lengths.percentile(90)));
  }

  static ObjectNode of(Stuck stuck, byte[] signingKey) {
    ObjectNode json = Json.object().put("calendar", stuck.calendar());
    json.set("all", Figures.of(stuck.all()));
    ArrayNode stages = json.putArray("stages");
    for (StageStuck one : stuck.stages()) {
      ObjectNode stage =
          Figures.of(one.stage())
              .put("allowed", Figures.text(one.allowed()))
              .put("rotDays", one.rotDays())
              .put("p90", Figures.text(one.ninetieth()));
      stage.set("stuck", Figures.of(one.stuck()));
      stages.add(stage);
    }
    return put(json, stuck.opportunities(), signingKey);
  }

  private static ObjectNode put(ObjectNode json, Page<Aged> page, byte[] signingKey) {
    ArrayNode items = json.putArray("items");
    page.items().forEach(aged -> items.add(of(aged)));
    return json.put("nextCursor", next(page, signingKey));
  }

  static @Nullable String next(Page<Aged> page, byte[] signingKey) {
    Cursor next = page.next();
    return next == null ? null : Cursors.write(next, PipelineAnalytics.BY_DUE, signingKey);
  }

  private static ObjectNode of(Aged aged) {
    OpportunityView view = aged.opportunity();
    return Json.object()
        .put("id", view.id().toString())
        .put("name", view.displayName())
        .put("stage", view.where().stage())
        .put("stageName", view.where().stageName())
        .put("since", view.where().since().toString())
        .put("owner", view.owner() == null ? null : view.owner().toString())
        .put("ownerName", view.ownerName())
        .put("amount", view.get(OpportunityField.AMOUNT))
        .put("currency", view.get(OpportunityField.CURRENCY))
        .put("age", Figures.text(aged.age()))
        .put("businessAge", Figures.text(aged.businessAge()))
        .put("percentile", aged.percentile())
        .put("rotten", aged.isRotten())
        .put("beyondNorm", aged.isBeyondNorm());
  }
}
