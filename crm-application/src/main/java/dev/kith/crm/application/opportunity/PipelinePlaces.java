package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.UnknownStage;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where opportunities are, and where they can be put. */
record PipelinePlaces(PipelineStore pipelines) {

  /** A live pipeline; the oldest where none is named. Refused with {@code unknown-stage}. */
  Outcome<Pipeline> pipeline(@Nullable PipelineId id) {
    Optional<Pipeline> found =
        id == null
            ? pipelines.live().stream().min(Pipeline.OLDEST_FIRST)
            : pipelines.find(id).filter(pipeline -> !pipeline.revision().isDeleted());
    return Outcome.found(found, () -> new UnknownStage(""));
  }

  /**
   * The stage of that key, or the first of a type where none is named. Refused with {@code
   * unknown-stage}.
   */
  static Outcome<Stage> stage(Pipeline pipeline, @Nullable String key, StageType otherwise) {
    return key == null
        ? Outcome.done(pipeline.first(otherwise))
        : Outcome.found(pipeline.stage(key), () -> new UnknownStage(key));
  }

  /** Pipelines do not vanish while there is anything in them, nor do stages. */
  Pipeline pipelineOf(Opportunity opportunity) {
    return pipelines.find(opportunity.pipeline()).orElseThrow();
  }

  Stage stageOf(Opportunity opportunity) {
    return pipelineOf(opportunity).stage(opportunity.stage()).orElseThrow();
  }
}
