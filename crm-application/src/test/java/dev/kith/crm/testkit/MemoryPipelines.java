package dev.kith.crm.testkit;

import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Optional;

final class MemoryPipelines implements PipelineStore {

  private final MemoryAggregates<PipelineId, Pipeline> pipelines;

  MemoryPipelines(MemoryTransactions transactions) {
    this.pipelines = new MemoryAggregates<>(transactions, Pipeline::id);
  }

  @Override
  public Optional<Pipeline> find(PipelineId id) {
    return pipelines.find(id);
  }

  @Override
  public Outcome<Pipeline> add(Pipeline pipeline) {
    return pipelines.add(pipeline, this::unlessNameTaken);
  }

  @Override
  public Outcome<Pipeline> update(Pipeline pipeline) {
    return pipelines.update(pipeline, this::unlessNameTaken);
  }

  private Outcome<Pipeline> unlessNameTaken(Pipeline pipeline) {
    boolean taken =
        !pipeline.revision().isDeleted()
            && pipelines.live().stream()
                .anyMatch(other ->
                    !other.id().equals(pipeline.id())
                        && other.name().equalsIgnoreCase(pipeline.name()));
    return taken
        ? Outcome.refused(new NameTaken("pipeline", pipeline.name()))
        : Outcome.done(pipeline);
  }

  @Override
  public List<Pipeline> live() {
    return pipelines.live();
  }
}
