package dev.kith.crm.domain.pipeline;

import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Subject;

/** What happens to pipelines. */
public sealed interface PipelineEvent extends DomainEvent {

  PipelineId pipeline();

  @Override
  default Subject subject() {
    return Pipeline.subjectOf(pipeline());
  }

  record SetUp(PipelineId pipeline) implements PipelineEvent {
    @Override
    public String type() {
      return "pipeline.set-up.v1";
    }
  }

  record Changed(PipelineId pipeline) implements PipelineEvent {
    @Override
    public String type() {
      return "pipeline.changed.v1";
    }
  }

  /** Opportunities that were in one stage are in the other now. */
  record StageMerged(PipelineId pipeline, String from, String into) implements PipelineEvent {
    @Override
    public String type() {
      return "pipeline.stage-merged.v1";
    }
  }

  record Deleted(PipelineId pipeline) implements PipelineEvent {
    @Override
    public String type() {
      return "pipeline.deleted.v1";
    }
  }
}
