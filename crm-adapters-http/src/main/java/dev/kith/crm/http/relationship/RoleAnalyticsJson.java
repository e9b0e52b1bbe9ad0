package dev.kith.crm.http.relationship;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.relationship.RoleAnalytics;
import dev.kith.crm.application.relationship.RoleAnalytics.Need;
import dev.kith.crm.application.relationship.RoleAnalytics.Report;
import dev.kith.crm.application.relationship.RoleAnalytics.RoleRate;
import dev.kith.crm.application.relationship.RoleAnalytics.StageCoverage;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What roles have to do with winning, in JSON. */
final class RoleAnalyticsJson {

  private static final int DIGITS = 4;

  private static final Shape.Fields RATE =
      Shape.fields(
          "ContactRoleRate",
          Shape.required("role", Shape.text(), "Key of the role"),
          Shape.required("roleName", Shape.text(), "What it is called"),
          Shape.required("wonWith", Shape.count(), "Won while somebody had it"),
          Shape.required("lostWith", Shape.count(), "Lost while somebody had it"),
          Shape.required(
              "rateWith",
              Shape.orNull(Shape.decimal()),
              "Won of decided, from 0 to 1 to four digits; null where none was decided so"),
          Shape.required("wonWithout", Shape.count(), "Won while nobody had it"),
          Shape.required("lostWithout", Shape.count(), "Lost while nobody had it"),
          Shape.required("rateWithout", Shape.orNull(Shape.decimal()), "Won of decided"));

  private static final Shape.Fields STAGE =
      Shape.fields(
          "ContactRoleStage",
          Shape.required("pipeline", Shape.uuid(), "Id of the pipeline"),
          Shape.required("pipelineName", Shape.text(), "What it is called"),
          Shape.required("stage", Shape.text(), "Key of the stage"),
          Shape.required("stageName", Shape.text(), "What it is called"),
          Shape.required("opportunities", Shape.count(), "How many open ones are in it"),
          Shape.required(
              "coverage",
              Shape.orNull(Shape.decimal()),
              "Which part of the needed roles is filled, from 0 to 1; null where none is needed"),
          Shape.required(
              "needs",
              Shape.listOf(
                  Shape.fields(
                      "ContactRoleNeed",
                      Shape.required("role", Shape.text(), "Key of the role"),
                      Shape.required("roleName", Shape.text(), "What it is called"),
                      Shape.required("missing", Shape.count(), "In how many nobody has it"))),
              "The roles that the stage needs"),
          Shape.required(
              "singleThreaded", Shape.count(), "How many hang on one person, or not even on one"));

  static final Shape.Fields REPORT =
      Shape.fields(
          "ContactRoleAnalytics",
          Shape.required(
              "from", Shape.orNull(Shape.instant()), "Of what was decided then or later"),
          Shape.required("before", Shape.orNull(Shape.instant()), "And earlier than that"),
          Shape.required("won", Shape.count(), "How many were won in all"),
          Shape.required("lost", Shape.count(), "How many were lost in all"),
          Shape.required("rate", Shape.orNull(Shape.decimal()), "Won of decided, from 0 to 1"),
          Shape.required("roles", Shape.listOf(RATE), "Those that somebody had"),
          Shape.required("stages", Shape.listOf(STAGE), "Those with open opportunities"),
          Shape.required("role", Shape.text(), "Key of the role that was asked for"),
          Shape.required("without", Shape.count(), "Open opportunities in which nobody has it"),
          Shape.required(
              "first",
              Shape.listOf(
                  Shape.fields(
                      "OpportunityWithoutRole",
                      Shape.required("id", Shape.uuid(), "Of the opportunity"),
                      Shape.required("name", Shape.text(), "What it is called"),
                      Shape.required("stageName", Shape.text(), "Where it is"))),
              "The oldest of these, at most 50"));

  private RoleAnalyticsJson() {}

  static ObjectNode of(Report report) {
    ObjectNode json =
        Json.object()
            .put("from", text(report.question().from()))
            .put("before", text(report.question().before()))
            .put("won", report.won())
            .put("lost", report.lost())
            .put("rate", rounded(RoleAnalytics.rate(report.won(), report.lost())));
    ArrayNode roles = json.putArray("roles");
    for (RoleRate rate : report.roles()) {
      roles
          .addObject()
          .put("role", rate.role())
          .put("roleName", rate.name())
          .put("wonWith", rate.wonWith())
          .put("lostWith", rate.lostWith())
          .put("rateWith", rounded(rate.with()))
          .put("wonWithout", rate.wonWithout())
          .put("lostWithout", rate.lostWithout())
          .put("rateWithout", rounded(rate.without()));
    }
    ArrayNode stages = json.putArray("stages");
    report.stages().forEach(stage -> put(stages.addObject(), stage));
    json.put("role", report.question().role()).put("without", report.without());
    ArrayNode first = json.putArray("first");
    report
        .first()
        .forEach(view ->
            first
                .addObject()
                .put("id", view.id().toString())
                .put("name", view.displayName())
                .put("stageName", view.where().stageName()));
    return json;
  }

  private static void put(ObjectNode json, StageCoverage stage) {
    json.put("pipeline", stage.pipeline().toString())
        .put("pipelineName", stage.pipelineName())
        .put("stage", stage.stage())
        .put("stageName", stage.stageName())
        .put("opportunities", stage.opportunities())
        .put("coverage", rounded(stage.coverage()));
    ArrayNode needs = json.putArray("needs");
    for (Need need : stage.needs()) {
      needs
          .addObject()
          .put("role", need.role())
          .put("roleName", need.name())
          .put("missing", need.missing());
    }
    json.put("singleThreaded", stage.singleThreaded());
  }

  private static @Nullable BigDecimal rounded(@Nullable Double part) {
    return part == null ? null : BigDecimal.valueOf(part).setScale(DIGITS, RoundingMode.HALF_UP);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
