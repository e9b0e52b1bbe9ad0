package dev.kith.crm.application.pipeline;

import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;

/** What is in the stages of pipelines, for whoever changes these; within their run. */
public interface StageUse {

  /** How many opportunities are in a stage, those in the bin included. */
  long count(PipelineId pipeline, String stage);

  /** How many opportunities are in a pipeline, those in the bin included. */
  long count(PipelineId pipeline);

  /** Brings everything that is in a stage into another of the same pipeline. */
  void carryOver(PipelineId pipeline, String from, Stage into);
}
