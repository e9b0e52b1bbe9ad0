package dev.kith.crm.http.funnel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.funnel.FunnelReads;
import dev.kith.crm.application.funnel.Leakage;
import dev.kith.crm.application.funnel.Leakage.Cause;
import dev.kith.crm.application.funnel.Leakage.CauseKind;
import dev.kith.crm.application.funnel.Leakage.Cell;
import dev.kith.crm.application.funnel.Leakage.Leak;
import dev.kith.crm.application.funnel.Leakage.StageLeak;
import dev.kith.crm.application.funnel.PipelineAnalytics.Competition;
import dev.kith.crm.application.funnel.PipelineAnalytics.Contest;
import dev.kith.crm.application.funnel.PipelineAnalytics.OwnerPushes;
import dev.kith.crm.application.funnel.PipelineAnalytics.PushRate;
import dev.kith.crm.application.funnel.PipelineAnalytics.Pushes;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;

/** What was pushed out, and what was lost, in JSON. */
final class LossJson {

  private static final Shape.Property PUSHES =
      Shape.required("pushes", Shape.count(), "How often a later close date took the place of one");

  private static final Shape.Property PUSHED_OUT =
      Shape.required("opportunities", Shape.count(), "Of how many opportunities");

  private static final Shape.Property DAYS =
      Shape.required("days", Shape.count(), "By how many days, together");

  private static final Shape.Property WIN_RATE =
      Shape.required(
          "winRate",
          Shape.orNull(Shape.decimal()),
          "won / (won + lost), from 0 to 1; null where none was decided");

  static final Shape.Fields PUSHED =
      Shape.fields(
          "PipelinePushes",
          PUSHES,
          PUSHED_OUT,
          DAYS,
          Shape.required(
              "owners",
              Shape.listOf(
                  Shape.fields(
                      "OwnerPushes",
                      Shape.required(
                          "owner", Shape.orNull(Shape.uuid()), "Null for what is nobody's"),
                      Shape.required(
                          "ownerName", Shape.orNull(Shape.text()), "What they are called"),
                      PUSHES,
                      PUSHED_OUT,
                      DAYS)),
              "Who pushed most first; none where owners are hidden"),
          Shape.required(
              "rates",
              Shape.listOf(
                  Shape.fields(
                      "PushRate",
                      Shape.required(
                          "pushes",
                          Shape.count(),
                          "How often; " + FunnelReads.MANY_PUSHES + " stands for so many or more"),
                      Shape.required("won", Shape.count(), "How many were won in the time"),
                      Shape.required("lost", Shape.count(), "How many were lost in the time"),
                      WIN_RATE)),
              "Of what was decided in the time, by how often it had been pushed out"));

  private static Shape.Fields leak(String name) {
    return Shape.fields(
        name,
        Shape.required(
            "kind",
            Shape.choice(CauseKind.class),
            "NAMED: as name says; NONE: nobody said; OTHERS: all behind the first 20; HIDDEN: the"
                + " caller may not see it"),
        Shape.required("name", Shape.text(), "Empty unless it is named"),
        Shape.required("lost", Figures.SHARE, "What was lost so"));
  }

  static final Shape.Fields LEAKAGE =
      Shape.fields(
          "PipelineLeakage",
          Shape.required(
              "all", Figures.SHARE, "All that was lost: each of the following adds up to it"),
          Shape.required("reasons", Shape.listOf(leak("LossReason")), "The most frequent first"),
          Shape.required(
              "stages",
              Shape.listOf(
                  Figures.ofStage(
                      "LossStage", Shape.required("lost", Figures.SHARE, "Lost from it"))),
              "From which it was lost"),
          Shape.required(
              "competitors", Shape.listOf(leak("LossCompetitor")), "The most frequent first"),
          Shape.required(
              "cells",
              Shape.listOf(
                  leak("LossCell")
                      .with(Shape.required("stage", Shape.text(), "Key of the stage from which"))),
              "By reason and stage"));

  static final Shape.Fields COMPETITION =
      Shape.fields(
          "PipelineCompetition",
          Shape.required("won", Figures.SHARE, "All that was won in the time, whoever bid"),
          Shape.required("lost", Figures.SHARE, "All that was lost in the time"),
          WIN_RATE,
          Shape.required(
              "competitors",
              Shape.listOf(
                  Shape.fields(
                      "CompetitorContests",
                      Shape.required("competitor", Shape.uuid(), "Its id"),
                      Shape.required("name", Shape.text(), "What it is called"),
                      Shape.required("won", Figures.SHARE, "Won although it bid"),
                      Shape.required("lost", Figures.SHARE, "Lost where it bid, to whomever"),
                      Shape.required("lostToIt", Figures.SHARE, "Those of them that it got"),
                      WIN_RATE)),
              "Those that were met most often first; one opportunity counts for each that bid"));

  private LossJson() {}

  static ObjectNode of(Pushes pushes) {
    ObjectNode json =
        Json.object()
            .put("pushes", pushes.pushes())
            .put("opportunities", pushes.opportunities())
            .put("days", pushes.days());
    ArrayNode owners = json.putArray("owners");
    for (OwnerPushes owner : pushes.owners()) {
      owners
          .addObject()
          .put("owner", owner.owner() == null ? null : owner.owner().toString())
          .put("ownerName", owner.name())
          .put("pushes", owner.pushes())
          .put("opportunities", owner.opportunities())
          .put("days", owner.days());
    }
    ArrayNode rates = json.putArray("rates");
    for (PushRate rate : pushes.rates()) {
      rates
          .addObject()
          .put("pushes", rate.pushes())
          .put("won", rate.won())
          .put("lost", rate.lost())
          .put("winRate", Figures.rounded(rate.winRate()));
    }
    return json;
  }

  static ObjectNode of(Leakage leakage) {
    ObjectNode json = Json.object();
    json.set("all", Figures.of(leakage.all()));
    put(json.putArray("reasons"), leakage.reasons());
    ArrayNode stages = json.putArray("stages");
    for (StageLeak leak : leakage.stages()) {
      ObjectNode stage = Figures.of(leak.stage());
      stage.set("lost", Figures.of(leak.lost()));
      stages.add(stage);
    }
    put(json.putArray("competitors"), leakage.competitors());
    ArrayNode cells = json.putArray("cells");
    for (Cell cell : leakage.cells()) {
      ObjectNode one = of(cell.reason());
      one.set("lost", Figures.of(cell.lost()));
      cells.add(one.put("stage", cell.stage()));
    }
    return json;
  }

  static ObjectNode of(Competition competition) {
    ObjectNode json = Json.object();
    json.set("won", Figures.of(competition.won()));
    json.set("lost", Figures.of(competition.lost()));
    json.put("winRate", Figures.rounded(competition.winRate()));
    ArrayNode all = json.putArray("competitors");
    for (Contest contest : competition.contests()) {
      ObjectNode one =
          all.addObject()
              .put("competitor", contest.competitor().toString())
              .put("name", contest.name());
      one.set("won", Figures.of(contest.won()));
      one.set("lost", Figures.of(contest.lost()));
      one.set("lostToIt", Figures.of(contest.lostToIt()));
      one.put("winRate", Figures.rounded(contest.winRate()));
    }
    return json;
  }

  private static void put(ArrayNode list, List<Leak> leaks) {
    for (Leak leak : leaks) {
      ObjectNode one = of(leak.cause());
      one.set("lost", Figures.of(leak.lost()));
      list.add(one);
    }
  }

  private static ObjectNode of(Cause cause) {
    return Json.object().put("kind", cause.kind().name()).put("name", cause.name());
  }
}
