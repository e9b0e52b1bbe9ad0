package dev.kith.crm.http.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.scoring.model.ScoringModels;
import dev.kith.crm.application.scoring.model.ScoringModels.LeadPrediction;
import dev.kith.crm.application.scoring.model.ScoringModels.Report;
import dev.kith.crm.application.scoring.model.ScoringModels.Simulation;
import dev.kith.crm.application.scoring.model.ScoringModels.Whole;
import dev.kith.crm.application.scoring.model.ScoringModels.Wish;
import dev.kith.crm.domain.scoring.model.LeadColumns;
import dev.kith.crm.domain.scoring.model.Lessons;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelStatus;
import dev.kith.crm.domain.scoring.prediction.BaseRate;
import dev.kith.crm.domain.scoring.prediction.Method;
import dev.kith.crm.domain.scoring.prediction.Prediction;
import dev.kith.crm.domain.scoring.prediction.leak.LeakFinding;
import dev.kith.crm.domain.scoring.prediction.measure.Drift.Extent;
import dev.kith.crm.domain.scoring.prediction.measure.Quality;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scoring models and what they predict, in JSON. */
final class ModelJson {

  private static final int MOST_COLUMNS = 100;

  private static final Shape COLUMNS = Shape.listOf(Shape.text(60), 0, MOST_COLUMNS);

  static final Shape.Fields WISH =
      Shape.fields(
          "TrainingWish",
          Shape.optional(
              "seed", Shape.whole(0, Integer.MAX_VALUE), "Where chance starts; 1 if it is missing"),
          Shape.optional("excluded", COLUMNS, "Columns that are not to be used"),
          Shape.optional(
              "trusted", COLUMNS, "Columns that are used even if they seem to tell the outcome"));

  static final Shape.Fields MODEL =
      Shape.fields(
          "ScoringModel",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("version", Shape.count(), "Of the record"),
          Shape.required("number", Shape.count(), "Counts the models, from 1"),
          Shape.required("status", Shape.choice(ScoringModelStatus.Name.class), "Where it stands"),
          Shape.required("since", Shape.instant(), "Since when"),
          Shape.required("trainedAt", Shape.instant(), "When it was trained"),
          Shape.required("method", Shape.choice(Method.class), "How it was learned"),
          Shape.required("won", Shape.count(), "From how many leads that were won"),
          Shape.required("lost", Shape.count(), "And from how many that were lost"),
          Shape.required("from", Shape.orNull(Shape.instant()), "Moment of the oldest of them"),
          Shape.required("to", Shape.orNull(Shape.instant()), "Moment of the newest"),
          Shape.required("seed", Shape.whole(0, Long.MAX_VALUE), "Where chance started"),
          Shape.required("heldOut", Shape.count(), "How many newest leads were kept back"),
          Shape.required("logLoss", Shape.decimal(), "On those; 0 where there are none"),
          Shape.required("auc", Shape.decimal(), "On those"),
          Shape.required(
              "drift",
              Shape.choice(Extent.class),
              "How far leads had moved away when that was looked at last"));

  static final Shape.Fields MODELS =
      Shape.fields(
          "ScoringModels", Shape.required("items", Shape.listOf(MODEL), "The newest first"));

  private static final Shape.Fields QUALITY =
      Shape.fields(
          "PredictionQuality",
          Shape.required("leads", Shape.count(), "Measured on how many"),
          Shape.required("won", Shape.count(), "Of which so many were won"),
          Shape.required("auc", Shape.decimal(), "Area under the ROC curve"),
          Shape.required("aucMargin", Shape.decimal(), "To both sides, for 95 %"),
          Shape.required("logLoss", Shape.decimal(), "Mean, in nats"),
          Shape.required("brier", Shape.decimal(), "Mean squared difference"),
          Shape.required("calibrationError", Shape.decimal(), "Expected calibration error"),
          Shape.required(
              "calibration",
              Shape.listOf(
                  Shape.fields(
                      "CalibrationBin",
                      Shape.required("from", Shape.decimal(), "Probability from; a tenth wide"),
                      Shape.required("leads", Shape.count(), "How many"),
                      Shape.required("predicted", Shape.decimal(), "Mean prediction"),
                      Shape.required("won", Shape.decimal(), "Share that was won"))),
              "Predicted and true, by probability"),
          Shape.required(
              "deciles",
              Shape.listOf(
                  Shape.fields(
                      "PredictionDecile",
                      Shape.required("leads", Shape.count(), "How many"),
                      Shape.required("won", Shape.count(), "Of which so many were won"),
                      Shape.required("share", Shape.decimal(), "Which share that is"),
                      Shape.required("lift", Shape.decimal(), "In units of the share of all"))),
              "Tenths, the likeliest first"));

  private static final Shape.Fields FINDING =
      Shape.fields(
          "LeakFinding",
          Shape.required("column", Shape.text(), "Which column"),
          Shape.required("severity", Shape.choice(LeakFinding.Severity.class), "What became of it"),
          Shape.required("text", Shape.text(), "Why, in words"));

  private static final Shape.Fields INFLUENCE =
      Shape.fields(
          "Influence",
          Shape.required("columns", Shape.listOf(Shape.text()), "One, or two together"),
          Shape.required("label", Shape.text(), "In words"),
          Shape.required("logOdds", Shape.decimal(), "By how much on average, up or down"));

  static final Shape.Fields WHOLE =
      new Shape.Fields("WholeScoringModel", MODEL.properties())
          .with(Shape.required("low", Shape.decimal(), "Lower bound of the share won, for 95 %"))
          .with(Shape.required("high", Shape.decimal(), "Upper bound of it"))
          .with(Shape.required("quality", QUALITY, "On the leads that were kept back"))
          .with(Shape.required("findings", Shape.listOf(FINDING), "Columns that may tell too much"))
          .with(Shape.required("influences", Shape.listOf(INFLUENCE), "What matters most first"));

  private static final Shape.Fields DRIFT =
      Shape.fields(
          "ModelDrift",
          Shape.required("extent", Shape.choice(Extent.class), "The worst of all"),
          Shape.required("leads", Shape.count(), "How many were closed since"),
          Shape.required("baseRateThen", Shape.decimal(), "Which share was won"),
          Shape.required("baseRateNow", Shape.decimal(), "Which share is"),
          Shape.required("baseRateExtent", Shape.choice(Extent.class), "What to make of it"),
          Shape.required(
              "inputs",
              Shape.listOf(
                  Shape.fields(
                      "InputDrift",
                      Shape.required("column", Shape.text(), "Which column"),
                      Shape.required("index", Shape.decimal(), "Population stability index"),
                      Shape.required("extent", Shape.choice(Extent.class), "What to make of it"))),
              "What has moved most first"));

  private static final Shape BARS = Shape.listOf(Shape.count());

  static final Shape.Fields REPORT =
      Shape.fields(
          "ScoringMetrics",
          Shape.required("model", WHOLE, "The active model"),
          Shape.required("drift", DRIFT, "How far leads have moved since it was trained"),
          Shape.required("histogram", BARS, "Live leads by twentieths of probability"));

  static final Shape.Fields SIMULATION =
      Shape.fields(
          "ModelSimulation",
          Shape.required("leads", Shape.count(), "How many open leads were looked at"),
          Shape.required(
              "before", Shape.orNull(BARS), "By the active model, in twentieths of probability"),
          Shape.required("after", BARS, "By this one"),
          Shape.required(
              "moved",
              Shape.listOf(
                  Shape.fields(
                      "MovedLead",
                      Shape.required("lead", Shape.uuid(), "Which lead"),
                      Shape.required("name", Shape.text(), "How it is called"),
                      Shape.required("before", Shape.orNull(Shape.decimal()), "Probability now"),
                      Shape.required("after", Shape.decimal(), "Probability by this model"))),
              "Those that would change most"));

  static final Shape.Fields PREDICTION =
      Shape.fields(
          "LeadPrediction",
          Shape.required("lead", Shape.uuid(), "Whose it is"),
          Shape.required("model", Shape.uuid(), "By which model"),
          Shape.required("modelNumber", Shape.count(), "Its number"),
          Shape.required("asOf", Shape.instant(), "Of which moment"),
          Shape.required("knownAt", Shape.instant(), "When that was known which counts"),
          Shape.required("probability", Shape.decimal(), "How likely it is won"),
          Shape.required("logOdds", Shape.decimal(), "The same; bias and contributions add up"),
          Shape.required("bias", Shape.decimal(), "Log-odds of the average lead"),
          Shape.required(
              "contributions",
              Shape.listOf(
                  Shape.fields(
                      "PredictionContribution",
                      Shape.required("columns", Shape.listOf(Shape.text()), "One, or two"),
                      Shape.required("values", Shape.listOf(Shape.text()), "What stands there"),
                      Shape.required("label", Shape.text(), "In words"),
                      Shape.required("logOdds", Shape.decimal(), "What that adds"))),
              "What speaks most for or against it first"),
          Shape.required(
              "shadows",
              Shape.listOf(
                  Shape.fields(
                      "ShadowPrediction",
                      Shape.required("model", Shape.uuid(), "Another model"),
                      Shape.required("number", Shape.count(), "Its number"),
                      Shape.required("probability", Shape.decimal(), "What it says"))),
              "What models in the shadow say"));

  private ModelJson() {}

  static Wish wish(JsonNode json) {
    return new Wish(
        json.path("seed").asLong(1), texts(json.path("excluded")), texts(json.path("trusted")));
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    json.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  static ObjectNode of(List<ScoringModel> models) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    models.forEach(model -> items.add(of(model)));
    return json;
  }

  static ObjectNode of(ScoringModel model) {
    Lessons lessons = model.lessons();
    return Json.object()
        .put("id", model.id().toString())
        .put("version", model.revision().version())
        .put("number", model.number())
        .put("status", model.status().name().name())
        .put("since", model.status().since().toString())
        .put("trainedAt", model.revision().createdAt().toString())
        .put("method", lessons.method().name())
        .put("won", lessons.won())
        .put("lost", lessons.lost())
        .put("from", text(lessons.from()))
        .put("to", text(lessons.to()))
        .put("seed", lessons.seed())
        .put("heldOut", lessons.heldOut())
        .put("logLoss", lessons.logLoss())
        .put("auc", lessons.auc())
        .put("drift", model.drift().name());
  }

  static ObjectNode of(Whole whole) {
    ObjectNode json = of(whole.model());
    BaseRate.Interval interval = whole.document().trained().model().baseRate().interval();
    json.put("low", interval.low()).put("high", interval.high());
    json.set("quality", of(whole.document().quality()));
    ArrayNode findings = json.putArray("findings");
    whole
        .document()
        .trained()
        .findings()
        .forEach(finding ->
            findings
                .addObject()
                .put("column", finding.column())
                .put("severity", finding.severity().name())
                .put("text", finding.text()));
    ArrayNode influences = json.putArray("influences");
    whole
        .influences()
        .forEach(one -> {
          ObjectNode node = influences.addObject();
          put(node, one.columns());
          node.put("logOdds", one.logOdds());
        });
    return json;
  }

  private static void put(ObjectNode json, List<String> columns) {
    ArrayNode names = json.putArray("columns");
    columns.forEach(names::add);
    json.put("label", label(columns));
  }

  static String label(List<String> columns) {
    return String.join(" and ", columns.stream().map(LeadColumns::label).toList());
  }

  private static ObjectNode of(Quality quality) {
    ObjectNode json =
        Json.object()
            .put("leads", quality.size())
            .put("won", quality.won())
            .put("auc", quality.auc())
            .put("aucMargin", quality.aucMargin())
            .put("logLoss", quality.logLoss())
            .put("brier", quality.brier())
            .put("calibrationError", quality.calibrationError());
    ArrayNode bins = json.putArray("calibration");
    quality
        .calibration()
        .forEach(bin ->
            bins.addObject()
                .put("from", bin.from())
                .put("leads", bin.size())
                .put("predicted", bin.predicted())
                .put("won", bin.share()));
    ArrayNode deciles = json.putArray("deciles");
    quality
        .deciles()
        .forEach(decile ->
            deciles
                .addObject()
                .put("leads", decile.size())
                .put("won", decile.won())
                .put("share", decile.share())
                .put("lift", decile.lift()));
    return json;
  }

  static ObjectNode of(Report report) {
    ObjectNode json = Json.object();
    json.set("model", of(report.whole()));
    ObjectNode drift =
        json.putObject("drift")
            .put("extent", report.drift().worst().name())
            .put("leads", report.drift().now().won() + report.drift().now().lost())
            .put("baseRateThen", report.drift().then().mean())
            .put("baseRateNow", report.drift().now().mean())
            .put("baseRateExtent", report.drift().ofBaseRate().name());
    ArrayNode inputs = drift.putArray("inputs");
    report
        .drift()
        .inputs()
        .forEach(input ->
            inputs
                .addObject()
                .put("column", input.column())
                .put("index", input.drift().index())
                .put("extent", input.drift().extent().name()));
    bars(json.putArray("histogram"), report.histogram());
    return json;
  }

  private static void bars(ArrayNode json, List<Long> bars) {
    bars.forEach(json::add);
  }

  static ObjectNode of(Simulation simulation) {
    ObjectNode json = Json.object().put("leads", simulation.leads());
    if (simulation.before() == null) {
      json.putNull("before");
    } else {
      bars(json.putArray("before"), simulation.before());
    }
    bars(json.putArray("after"), simulation.after());
    ArrayNode moved = json.putArray("moved");
    for (ScoringModels.Moved one : simulation.moved()) {
      moved
          .addObject()
          .put("lead", one.lead().toString())
          .put("name", one.name())
          .put("before", one.before())
          .put("after", one.after());
    }
    return json;
  }

  static ObjectNode of(LeadPrediction one) {
    Prediction prediction = one.prediction();
    ObjectNode json =
        Json.object()
            .put("lead", one.lead().toString())
            .put("model", one.model().id().toString())
            .put("modelNumber", one.model().number())
            .put("asOf", one.asOf().toString())
            .put("knownAt", one.knownAt().toString())
            .put("probability", prediction.probability())
            .put("logOdds", prediction.logOdds())
            .put("bias", prediction.bias());
    ArrayNode contributions = json.putArray("contributions");
    prediction
        .contributions()
        .forEach(contribution -> {
          ObjectNode node = contributions.addObject();
          put(node, contribution.columns());
          ArrayNode values = node.putArray("values");
          contribution.values().forEach(values::add);
          node.put("logOdds", contribution.logOdds());
        });
    ArrayNode shadows = json.putArray("shadows");
    one.shadows()
        .forEach(shadow ->
            shadows
                .addObject()
                .put("model", shadow.model().toString())
                .put("number", shadow.number())
                .put("probability", shadow.probability()));
    return json;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
