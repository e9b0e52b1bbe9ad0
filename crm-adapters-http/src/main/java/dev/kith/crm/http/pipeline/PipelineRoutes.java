package dev.kith.crm.http.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.pipeline.Pipelines;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import java.util.List;
import java.util.Objects;

/** Pipelines over REST. */
public final class PipelineRoutes {

  private static final String TAG = "Pipelines";
  private static final String PATH = "/pipelines";

  private PipelineRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get(PATH, "listPipelines")
            .says(TAG, "List pipelines; there are at most " + Pipelines.MOST_PIPELINES)
            .answers(200, PipelineJson.LIST, "All pipelines")
            .refuses("forbidden")
            .handledBy(call -> pipelines(call).list().map(PipelineRoutes::reply)),
        Route.post(PATH, "setUpPipeline")
            .says(TAG, "Set up a pipeline")
            .body(PipelineJson.DRAFT, PipelineRoutes::problemsOf)
            .answers(201, PipelineJson.PIPELINE, "The new pipeline")
            .refuses("forbidden", "invalid", "name-taken")
            .handledBy(call ->
                pipelines(call)
                    .setUp(PipelineJson.read(call.body()))
                    .map(pipeline ->
                        reply(201, pipeline)
                            .header("Location", call.link(PATH + "/" + pipeline.id())))),
        Route.get(PATH + "/{id}", "getPipeline")
            .says(TAG, "Read a pipeline")
            .answers(200, PipelineJson.PIPELINE, "The pipeline")
            .refuses("not-found", "forbidden")
            .handledBy(call -> pipelines(call).get(id(call)).map(p -> reply(200, p))),
        Route.put(PATH + "/{id}", "changePipeline")
            .says(TAG, "Replace the stages of a pipeline; a stage is the same if its key is")
            .body(PipelineJson.DRAFT, PipelineRoutes::problemsOf)
            .versioned()
            .answers(200, PipelineJson.PIPELINE, "The pipeline as it is now")
            .refuses("not-found", "forbidden", "invalid", "name-taken", "stage-in-use")
            .handledBy(call ->
                pipelines(call)
                    .change(id(call), PipelineJson.read(call.body()))
                    .map(pipeline -> reply(200, pipeline))),
        Route.post(PATH + "/{id}:merge-stage", "mergePipelineStage")
            .says(TAG, "Bring all opportunities of a stage into another, and do away with it")
            .body(PipelineJson.MERGE)
            .versioned()
            .answers(200, PipelineJson.PIPELINE, "The pipeline as it is now")
            .refuses("not-found", "forbidden", "invalid")
            .handledBy(call ->
                pipelines(call)
                    .merge(
                        id(call),
                        Objects.requireNonNullElse(call.text("stage"), ""),
                        Objects.requireNonNullElse(call.text("into"), ""))
                    .map(pipeline -> reply(200, pipeline))),
        Route.delete(PATH + "/{id}", "deletePipeline")
            .says(TAG, "Throw a pipeline away in which there is nothing")
            .versioned()
            .answers(204, "The pipeline is gone")
            .refuses("not-found", "forbidden", "pipeline-in-use")
            .handledBy(call -> pipelines(call).delete(id(call)).map(gone -> Reply.empty(204))));
  }

  private static List<Violation> problemsOf(Call call, JsonNode body) {
    return pipelines(call).problemsOf(PipelineJson.read(body));
  }

  private static Reply reply(List<Pipeline> pipelines) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    pipelines.forEach(pipeline -> items.add(PipelineJson.of(pipeline)));
    return Reply.json(200, json);
  }

  private static Reply reply(int status, Pipeline pipeline) {
    return Reply.json(status, PipelineJson.of(pipeline)).version(pipeline.revision().version());
  }

  private static Pipelines pipelines(Call call) {
    return call.workspace().pipelines();
  }

  private static PipelineId id(Call call) {
    return new PipelineId(call.id("pipeline"));
  }
}
