package dev.kith.crm.testkit;

import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class MemoryPipelines implements PipelineStore {

  private final MemoryAggregates<PipelineId, Pipeline> pipelines;

  private record Former(PipelineId pipeline, Stage stage) {}

  private final MemoryTable<String, Former> former;

  MemoryPipelines(MemoryTransactions transactions) {
    this.pipelines = new MemoryAggregates<>(transactions, Pipeline::id);
    this.former = new MemoryTable<>(transactions);
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
    List<Stage> before = find(pipeline.id()).map(Pipeline::stages).orElse(List.of());
    return pipelines
        .update(pipeline, this::unlessNameTaken)
        .map(updated -> {
          before.stream()
              .filter(stage -> updated.stage(stage.key()).isEmpty())
              .forEach(stage ->
                  former.put(
                      updated.id() + " " + stage.key(), new Former(updated.id(), past(stage))));
          return updated;
        });
  }

  private static Stage past(Stage stage) {
    return new Stage(
        stage.key(),
        stage.name(),
        stage.type(),
        stage.probability(),
        null,
        Set.of(),
        Set.of(),
        null);
  }

  /** Stages that the pipeline has no more, and those that it has again. */
  List<Stage> former(PipelineId pipeline) {
    return former.all().stream()
        .filter(one -> one.pipeline().equals(pipeline))
        .map(Former::stage)
        .toList();
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
