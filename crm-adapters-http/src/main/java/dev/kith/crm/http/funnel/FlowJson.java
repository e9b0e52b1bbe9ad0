package dev.kith.crm.http.funnel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.funnel.PipelineAnalytics;
import dev.kith.crm.application.funnel.PipelineAnalytics.Funnel;
import dev.kith.crm.application.funnel.PipelineAnalytics.Matrix;
import dev.kith.crm.application.funnel.PipelineAnalytics.OwnerVelocity;
import dev.kith.crm.application.funnel.PipelineAnalytics.Row;
import dev.kith.crm.application.funnel.PipelineAnalytics.Speed;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageFlow;
import dev.kith.crm.application.funnel.PipelineAnalytics.StageName;
import dev.kith.crm.domain.funnel.Velocity;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;

/** How opportunities go through the stages, and how fast, in JSON. */
final class FlowJson {

  static final Shape.Fields FUNNEL =
      Shape.fields(
          "PipelineFunnel",
          Shape.required(
              "stages",
              Shape.listOf(
                  Figures.ofStage(
                      "FunnelStage",
                      Shape.required(
                          "entered",
                          Figures.SHARE,
                          "Opportunities that came to it in the time, each once; the others add up"
                              + " to it"),
                      Shape.required("here", Figures.SHARE, "Those that are there still"),
                      Shape.required(
                          "forward", Figures.SHARE, "Those that went further on, or were won"),
                      Shape.required(
                          "back", Figures.SHARE, "Those that went back, or were reopened"),
                      Shape.required("lost", Figures.SHARE, "Those that were lost from here"),
                      Shape.required(
                          "elsewhere", Figures.SHARE, "Those that went to another pipeline"),
                      Shape.required(
                          "conversion",
                          Shape.orNull(Shape.decimal()),
                          "forward by entered, from 0 to 1 to four digits; null if none came"),
                      Shape.required(
                          "dropOff",
                          Shape.orNull(Shape.decimal()),
                          "lost by entered, from 0 to 1 to four digits; null if none came"))),
              "In their order"));

  private static final Shape.Fields CELL =
      Shape.fields(
          "ConversionCell",
          Shape.required("to", Shape.text(), "Key of the stage that came next"),
          Shape.required("count", Shape.count(), "How many stays"),
          Shape.required("share", Shape.decimal(), "Of all stays in the row, from 0 to 1"));

  static final Shape.Fields MATRIX =
      Shape.fields(
          "PipelineConversionMatrix",
          Shape.required(
              "rows",
              Shape.listOf(
                  Figures.ofStage(
                      "ConversionRow",
                      Shape.required(
                          "stays",
                          Shape.count(),
                          "Stays in it that began in the time; the others add up to it"),
                      Shape.required(
                          "cells", Shape.listOf(CELL), "Where they led, in the order of stages"),
                      Shape.required("here", Shape.count(), "How many last"),
                      Shape.required(
                          "elsewhere", Shape.count(), "How many led to another pipeline"))),
              "Stages in their order"));

  private static Shape.Fields velocity(String name, Shape.Property... more) {
    return Shape.fields(name, more)
        .with(
            Shape.required(
                "perDay",
                Shape.orNull(Shape.text()),
                "open × winRate × averageWon / cycleDays; null where a part is missing"),
            Shape.required("open", Shape.count(), "How many are open at the end of the time"),
            Shape.required("won", Shape.count(), "How many were won in the time"),
            Shape.required("lost", Shape.count(), "How many were lost in the time"),
            Shape.required(
                "winRate",
                Shape.orNull(Shape.decimal()),
                "won / (won + lost), from 0 to 1 to four digits; null where none was decided"),
            Shape.required(
                "averageWon",
                Shape.orNull(Shape.text()),
                "What those that were won and rated are worth on average"),
            Shape.required(
                "cycleDays",
                Shape.orNull(Shape.decimal()),
                "Days from the first stage until it was won, on average, to four digits"),
            Shape.required("worth", Figures.WORTH, "What those that were won are worth"));
  }

  static final Shape.Fields SPEED =
      Shape.fields(
          "PipelineVelocity",
          Shape.required("all", velocity("Velocity"), "Of all that the caller sees"),
          Shape.required(
              "owners",
              Shape.listOf(
                  velocity(
                      "OwnerVelocity",
                      Shape.required(
                          "owner", Shape.orNull(Shape.uuid()), "Null for what is nobody's"),
                      Shape.required(
                          "ownerName", Shape.orNull(Shape.text()), "What they are called"))),
              "The fastest first; none where owners are hidden"));

  private FlowJson() {}

  static ObjectNode of(Funnel funnel) {
    ObjectNode json = Json.object();
    ArrayNode stages = json.putArray("stages");
    for (StageFlow flow : funnel.stages()) {
      ObjectNode stage = Figures.of(flow.stage());
      stage.set("entered", Figures.of(flow.entered()));
      stage.set("here", Figures.of(flow.here()));
      stage.set("forward", Figures.of(flow.forward()));
      stage.set("back", Figures.of(flow.back()));
      stage.set("lost", Figures.of(flow.lost()));
      stage.set("elsewhere", Figures.of(flow.elsewhere()));
      stages.add(
          stage
              .put("conversion", Figures.rounded(flow.conversion()))
              .put("dropOff", Figures.rounded(flow.dropOff())));
    }
    return json;
  }

  static ObjectNode of(Matrix matrix) {
    ObjectNode json = Json.object();
    ArrayNode rows = json.putArray("rows");
    for (Row row : matrix.rows()) {
      ObjectNode line = Figures.of(row.from()).put("stays", row.stays());
      ArrayNode cells = line.putArray("cells");
      for (StageName stage : matrix.stages()) {
        Long count = row.to().get(stage.key());
        if (count != null) {
          cells
              .addObject()
              .put("to", stage.key())
              .put("count", count)
              .put("share", Figures.rounded(PipelineAnalytics.part(count, row.stays())));
        }
      }
      rows.add(line.put("here", row.here()).put("elsewhere", row.elsewhere()));
    }
    return json;
  }

  static ObjectNode of(Speed speed) {
    ObjectNode json = Json.object();
    json.set("all", put(Json.object(), speed.all()));
    ArrayNode owners = json.putArray("owners");
    for (OwnerVelocity owner : speed.owners()) {
      owners.add(
          put(
              Json.object()
                  .put("owner", owner.owner() == null ? null : owner.owner().toString())
                  .put("ownerName", owner.name()),
              owner.velocity()));
    }
    return json;
  }

  private static ObjectNode put(ObjectNode json, Velocity velocity) {
    json.put("perDay", Figures.text(velocity.perDay()))
        .put("open", velocity.open())
        .put("won", velocity.won())
        .put("lost", velocity.lost())
        .put("winRate", Figures.rounded(velocity.winRate()))
        .put("averageWon", Figures.text(velocity.averageWon()))
        .put("cycleDays", Figures.rounded(velocity.cycleDays()))
        .set("worth", Figures.of(velocity.worth()));
    return json;
  }
}
