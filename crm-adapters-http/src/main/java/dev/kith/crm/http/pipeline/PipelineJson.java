package dev.kith.crm.http.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Enums;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Requirement;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of pipelines. */
final class PipelineJson {

  private static final Shape STAGE =
      Shape.fields(
          "PipelineStage",
          Shape.required(
              "key",
              Shape.text(1, PipelineTerms.LONGEST_KEY),
              "By which opportunities name it, such as proposal; it stays when the name changes"),
          Shape.required("name", Shape.text(1, PipelineTerms.LONGEST_NAME), "Name"),
          Shape.required("type", Shape.choice(StageType.class), "What it means to be in it"),
          Shape.optional(
              "probability",
              Shape.whole(0, 100),
              "In percent; 100 for what is won and 0 for what is lost"),
          Shape.optional(
              "rotDays",
              Shape.orNull(Shape.whole(1, PipelineTerms.MOST_ROT_DAYS)),
              "After so many days in it somebody should look after an opportunity; usually never"),
          Shape.optional(
              "required",
              Shape.listOf(
                  Shape.choice(Arrays.stream(Requirement.values()).map(Requirement::code).toList()),
                  0,
                  Requirement.values().length),
              "What must be known of opportunities in it"),
          Shape.optional(
              "allowedNext",
              Shape.listOf(Shape.text(1, PipelineTerms.LONGEST_KEY), 0, PipelineTerms.MOST_STAGES),
              "Keys of the stages that can follow; usually all"),
          Shape.optional(
              "wipLimit",
              Shape.orNull(Shape.whole(1, PipelineTerms.HIGHEST_LIMIT)),
              "So many opportunities should be in it at most; usually any number"),
          Shape.optional(
              "wipHard",
              Shape.flag(),
              "Whether more than that are refused (409 wip-limit); usually they are marked only"));

  static final Shape.Fields DRAFT =
      Shape.fields(
          "PipelineDraft",
          Shape.required("name", Shape.text(1, PipelineTerms.LONGEST_NAME), "Name"),
          Shape.required(
              "stages",
              Shape.listOf(STAGE, PipelineTerms.FEWEST_STAGES, PipelineTerms.MOST_STAGES),
              "In their order; at least one of each type"));

  static final Shape.Fields PIPELINE =
      new Shape.Fields("Pipeline", DRAFT.properties())
          .with(Shape.required("id", Shape.uuid(), "Id"))
          .with(Shape.required("createdAt", Shape.instant(), "When it was set up"))
          .with(Shape.required("updatedAt", Shape.instant(), "When it was last changed"))
          .with(Shape.required("version", Shape.count(), "Stands in the ETag as well"));

  static final Shape.Fields LIST =
      Shape.fields(
          "PipelineList",
          Shape.required(
              "items",
              Shape.listOf(PIPELINE),
              "The oldest first: it is meant where an opportunity names none"));

  static final Shape.Fields MERGE =
      Shape.fields(
          "PipelineStageMerge",
          Shape.required("stage", Shape.text(1, PipelineTerms.LONGEST_KEY), "Key of what goes"),
          Shape.required(
              "into", Shape.text(1, PipelineTerms.LONGEST_KEY), "Key of what takes its place"));

  private PipelineJson() {}

  /** What cannot be read is complained of by the shape. */
  static PipelineTerms read(JsonNode json) {
    List<Stage> stages = new ArrayList<>();
    for (JsonNode stage : json.path("stages")) {
      StageType type =
          Enums.getIfPresent(StageType.class, stage.path("type").asText()).or(StageType.OPEN);
      Set<Requirement> required = new LinkedHashSet<>();
      stage
          .path("required")
          .forEach(code -> Requirement.named(code.asText()).ifPresent(required::add));
      Set<String> next = new LinkedHashSet<>();
      stage.path("allowedNext").forEach(key -> next.add(key.asText()));
      stages.add(
          new Stage(
              stage.path("key").asText(),
              stage.path("name").asText(),
              type,
              stage.path("probability").asInt(type == StageType.WON ? 100 : 0),
              number(stage.path("rotDays")),
              required,
              next,
              number(stage.path("wipLimit")),
              stage.path("wipHard").asBoolean()));
    }
    return new PipelineTerms(json.path("name").textValue(), stages);
  }

  private static @Nullable Integer number(JsonNode node) {
    return node.isIntegralNumber() ? Integer.valueOf(node.asInt()) : null;
  }

  static ObjectNode of(Pipeline pipeline) {
    ObjectNode json = Json.object().put("name", pipeline.name());
    ArrayNode stages = json.putArray("stages");
    pipeline.stages().forEach(stage -> stages.add(of(stage)));
    return json.put("id", pipeline.id().toString())
        .put("createdAt", pipeline.revision().createdAt().toString())
        .put("updatedAt", pipeline.revision().updatedAt().toString())
        .put("version", pipeline.revision().version());
  }

  private static ObjectNode of(Stage stage) {
    ObjectNode json =
        Json.object()
            .put("key", stage.key())
            .put("name", stage.name())
            .put("type", stage.type().name())
            .put("probability", stage.probability())
            .put("rotDays", stage.rotDays());
    ArrayNode required = json.putArray("required");
    stage.required().forEach(r -> required.add(r.code()));
    ArrayNode next = json.putArray("allowedNext");
    stage.allowedNext().stream().sorted().forEach(next::add);
    return json.put("wipLimit", stage.wipLimit()).put("wipHard", stage.wipHard());
  }
}
