package dev.kith.crm.persistence.scoring.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.kith.crm.domain.scoring.model.TrainedDocument;
import dev.kith.crm.domain.scoring.prediction.InputShares;
import dev.kith.crm.domain.scoring.prediction.Method;
import dev.kith.crm.domain.scoring.prediction.PredictiveModel;
import dev.kith.crm.domain.scoring.prediction.Trained;
import dev.kith.crm.domain.scoring.prediction.Trained.Attempt;
import dev.kith.crm.domain.scoring.prediction.example.ColumnKind;
import dev.kith.crm.domain.scoring.prediction.example.ColumnProfile;
import dev.kith.crm.domain.scoring.prediction.leak.LeakFinding;
import dev.kith.crm.domain.scoring.prediction.measure.Gain;
import dev.kith.crm.domain.scoring.prediction.measure.Quality;
import java.util.List;
import java.util.function.Function;

/**
 * What a model has learned, as JSON. Every name is written out here, and not taken from classes, so
 * that models can be read for as long as they are kept. A form that can no longer be read gets
 * another number.
 */
final class TrainedDocumentJson {

  private static final int FORMAT = 1;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private TrainedDocumentJson() {}

  static String write(TrainedDocument document) {
    Trained trained = document.trained();
    ObjectNode json = MAPPER.createObjectNode().put("format", FORMAT);
    json.set("model", ModelJson.write(trained.model()));
    ArrayNode columns = json.putArray("columns");
    trained.columns().forEach(profile -> write(columns.addObject(), profile));
    ArrayNode findings = json.putArray("findings");
    trained.findings().forEach(finding -> write(findings.addObject(), finding));
    ArrayNode attempts = json.putArray("attempts");
    trained.attempts().forEach(attempt -> write(attempts.addObject(), attempt));
    ArrayNode shares = json.putArray("shares");
    trained.shares().forEach(one -> write(shares.addObject(), one, trained.model()));
    write(json.putObject("quality"), document.quality());
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a model cannot be written as JSON", e);
    }
  }

  /**
   * @throws IllegalStateException if it is none, or one of a form that is not known
   */
  static TrainedDocument read(String text) {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored model cannot be read", e);
    }
    int format = json.path("format").asInt();
    if (format != FORMAT) {
      throw new IllegalStateException("a stored model is of the unknown form " + format);
    }
    PredictiveModel model = ModelJson.read(json.path("model"));
    return new TrainedDocument(
        new Trained(
            model,
            list(json.path("columns"), TrainedDocumentJson::profile),
            list(json.path("findings"), TrainedDocumentJson::finding),
            list(json.path("attempts"), TrainedDocumentJson::attempt),
            list(json.path("shares"), one -> shares(one, model))),
        quality(json.path("quality")));
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    ImmutableList.Builder<T> list = ImmutableList.builder();
    array.forEach(one -> list.add(read.apply(one)));
    return list.build();
  }

  private static void write(ObjectNode json, ColumnProfile profile) {
    json.put("column", profile.column())
        .put("kind", profile.kind().name())
        .put("rows", profile.rows())
        .put("filled", profile.filled())
        .put("distinct", profile.distinct())
        .put("unreadable", profile.unreadable());
  }

  private static ColumnProfile profile(JsonNode json) {
    return new ColumnProfile(
        json.path("column").asText(),
        ColumnKind.valueOf(json.path("kind").asText()),
        json.path("rows").asInt(),
        json.path("filled").asInt(),
        json.path("distinct").asInt(),
        json.path("unreadable").asInt());
  }

  private static void write(ObjectNode json, LeakFinding finding) {
    json.put("column", finding.column()).put("severity", finding.severity().name());
    ArrayNode signs = json.putArray("signs");
    finding.signs().forEach(sign -> LeakSignJson.write(signs.addObject(), sign));
  }

  private static LeakFinding finding(JsonNode json) {
    return new LeakFinding(
        json.path("column").asText(),
        LeakFinding.Severity.valueOf(json.path("severity").asText()),
        list(json.path("signs"), LeakSignJson::read));
  }

  private static void write(ObjectNode json, Attempt attempt) {
    json.put("method", attempt.method().name())
        .put("logLoss", attempt.logLoss())
        .put("gain", attempt.gain().mean())
        .put("standardError", attempt.gain().standardError());
  }

  private static Attempt attempt(JsonNode json) {
    return new Attempt(
        Method.valueOf(json.path("method").asText()),
        json.path("logLoss").asDouble(),
        new Gain(json.path("gain").asDouble(), json.path("standardError").asDouble()));
  }

  /** Of the input only its place is written, since the model has the rest. */
  private static void write(ObjectNode json, InputShares shares, PredictiveModel model) {
    json.put("input", model.inputs().indexOf(shares.input()));
    ArrayNode group = json.putArray("group");
    shares.group().forEach(group::add);
    ArrayNode counts = json.putArray("counts");
    shares.counts().forEach(counts::add);
  }

  private static InputShares shares(JsonNode json, PredictiveModel model) {
    return new InputShares(
        model.inputs().get(json.path("input").asInt()),
        ImmutableIntArray.copyOf(list(json.path("group"), JsonNode::asInt)),
        ImmutableLongArray.copyOf(list(json.path("counts"), JsonNode::asLong)));
  }

  private static void write(ObjectNode json, Quality quality) {
    json.put("size", quality.size())
        .put("won", quality.won())
        .put("auc", quality.auc())
        .put("aucMargin", quality.aucMargin())
        .put("logLoss", quality.logLoss())
        .put("brier", quality.brier())
        .put("calibrationError", quality.calibrationError());
    ArrayNode calibration = json.putArray("calibration");
    quality
        .calibration()
        .forEach(bin ->
            calibration
                .addObject()
                .put("from", bin.from())
                .put("size", bin.size())
                .put("predicted", bin.predicted())
                .put("share", bin.share()));
    ArrayNode deciles = json.putArray("deciles");
    quality
        .deciles()
        .forEach(decile ->
            deciles
                .addObject()
                .put("size", decile.size())
                .put("won", decile.won())
                .put("share", decile.share())
                .put("lift", decile.lift()));
  }

  private static Quality quality(JsonNode json) {
    return new Quality(
        json.path("size").asInt(),
        json.path("won").asInt(),
        json.path("auc").asDouble(),
        json.path("aucMargin").asDouble(),
        json.path("logLoss").asDouble(),
        json.path("brier").asDouble(),
        json.path("calibrationError").asDouble(),
        list(
            json.path("calibration"),
            bin ->
                new Quality.CalibrationBin(
                    bin.path("from").asDouble(),
                    bin.path("size").asInt(),
                    bin.path("predicted").asDouble(),
                    bin.path("share").asDouble())),
        list(
            json.path("deciles"),
            decile ->
                new Quality.Decile(
                    decile.path("size").asInt(),
                    decile.path("won").asInt(),
                    decile.path("share").asDouble(),
                    decile.path("lift").asDouble())));
  }
}
