package dev.kith.crm.http.scoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.scoring.card.LeadScores.LeadScore;
import dev.kith.crm.application.scoring.ledger.Scores.Trend;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.scoring.card.Part;
import dev.kith.crm.domain.scoring.card.ScoreExplanation;
import dev.kith.crm.domain.scoring.card.ScoreOverride;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import org.jspecify.annotations.Nullable;

/** The scores of leads in JSON. */
final class LeadScoreJson {

  private static final int TOP = 5;

  static final Shape.Fields OVERRIDE_DRAFT =
      Shape.fields(
          "ScoreOverrideDraft",
          Shape.required("value", Shape.whole(0, 100), "The score"),
          Shape.required("reason", Shape.text(ScoreOverride.LONGEST_REASON), "Why"),
          Shape.optional(
              "until", Shape.orNull(Shape.instant()), "When it ends by itself; null for never"));

  static final Shape.Fields OVERRIDE =
      new Shape.Fields("ScoreOverride", OVERRIDE_DRAFT.properties())
          .with(Shape.required("by", Shape.text(), "Who set it"))
          .with(Shape.required("at", Shape.instant(), "When"));

  private static final Shape.Fields PART =
      Shape.fields(
          "ScorePart",
          Shape.required("part", Shape.choice(Part.class), "Which part"),
          Shape.required(
              "value", Shape.orNull(Shape.decimal()), "From 0 to 100; null where it is missing"),
          Shape.required("weight", Shape.count(), "How much it counts against the others"),
          Shape.required(
              "share",
              Shape.orNull(Shape.decimal()),
              "How many points of the score it gives; null where it is left out"));

  private static final Shape.Fields REASON =
      Shape.fields(
          "ScoreReason",
          Shape.required(
              "part",
              Shape.orNull(Shape.choice(Part.class)),
              "To which part it belongs; null for rounding, and for what was set by hand"),
          Shape.required("text", Shape.text(), "The reason"),
          Shape.required("points", Shape.decimal(), "Of the score, in tenths"));

  private static final Shape.Fields AT =
      Shape.fields(
          "ScoreAt",
          Shape.required("at", Shape.instant(), "When"),
          Shape.required("score", Shape.orNull(Shape.whole(0, 100)), "What the score was"));

  static final Shape.Fields SCORE =
      Shape.fields(
          "LeadScore",
          Shape.required("lead", Shape.uuid(), "Whose score it is"),
          Shape.required("asOf", Shape.instant(), "Of which moment"),
          Shape.required(
              "score",
              Shape.orNull(Shape.whole(0, 100)),
              "Set by hand where somebody did, else computed; null where nothing is known"),
          Shape.required("grade", Shape.orNull(Shape.choice(Grade.class)), "What it is called"),
          Shape.required("computed", Shape.orNull(Shape.whole(0, 100)), "Without anybody's hand"),
          Shape.required("parts", Shape.listOf(PART), "What it is made of"),
          Shape.required(
              "weekBefore", Shape.orNull(Shape.whole(0, 100)), "The score seven days before"),
          Shape.required("trend", Shape.choice(Trend.class), "What has become of it since"),
          Shape.required("reasons", Shape.listOf(REASON), "The five that weigh most"),
          Shape.required("course", Shape.listOf(AT), "Of each of the last thirty days"),
          Shape.required(
              "override", Shape.orNull(OVERRIDE), "What was set by hand, where it stands"));

  static final Shape.Fields EXPLANATION =
      Shape.fields(
          "ScoreExplanation",
          Shape.required("lead", Shape.uuid(), "Whose score it is"),
          Shape.required("asOf", Shape.instant(), "Of which moment"),
          Shape.required("score", Shape.orNull(Shape.whole(0, 100)), "To which the lines add up"),
          Shape.required("lines", Shape.listOf(REASON), "All reasons, by their weight"));

  private LeadScoreJson() {}

  static ObjectNode of(LeadScore score) {
    ObjectNode json =
        head(score)
            .put("grade", score.grade() == null ? null : score.grade().name())
            .put("computed", score.computed());
    ArrayNode parts = json.putArray("parts");
    for (Part part : Part.values()) {
      parts
          .addObject()
          .put("part", part.name())
          .put("value", rounded(score.parts().of(part)))
          .put("weight", score.weights().of(part))
          .put("share", rounded(score.shares().get(part)));
    }
    json.put("weekBefore", score.before()).put("trend", score.trend().name());
    ArrayNode reasons = json.putArray("reasons");
    score.explanation().lines().stream().limit(TOP).forEach(line -> put(reasons, line));
    ArrayNode course = json.putArray("course");
    score
        .course()
        .forEach(at -> course.addObject().put("at", at.at().toString()).put("score", at.score()));
    json.set("override", score.override() == null ? null : of(score.override()));
    return json;
  }

  static ObjectNode explanation(LeadScore score) {
    ObjectNode json = head(score);
    ArrayNode lines = json.putArray("lines");
    score.explanation().lines().forEach(line -> put(lines, line));
    return json;
  }

  private static ObjectNode head(LeadScore score) {
    return Json.object()
        .put("lead", score.lead().toString())
        .put("asOf", score.asOf().toString())
        .put("score", score.score());
  }

  private static void put(ArrayNode lines, ScoreExplanation.Line line) {
    lines
        .addObject()
        .put("part", line.part() == null ? null : line.part().name())
        .put("text", line.text())
        .put("points", line.points());
  }

  static ObjectNode of(ScoreOverride override) {
    return Json.object()
        .put("value", override.value())
        .put("reason", override.reason())
        .put("until", override.until() == null ? null : override.until().toString())
        .put("by", override.byName())
        .put("at", override.at().toString());
  }

  private static @Nullable Double rounded(@Nullable Double value) {
    return value == null ? null : Double.valueOf(Math.round(value * 100) / 100.0);
  }
}
