package dev.kith.crm.application.intake.rows.together;

import com.google.common.base.Suppliers;
import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Pipelines, each of which is read once: rows change none. */
public final class PipelinesAsRead implements PipelineStore {

  private final PipelineStore store;
  private final Supplier<List<Pipeline>> live;
  private final Map<PipelineId, Optional<Pipeline>> known = new HashMap<>();

  public PipelinesAsRead(PipelineStore store) {
    this.store = store;
    this.live = Suppliers.memoize(store::live);
  }

  @Override
  public List<Pipeline> live() {
    return live.get();
  }

  @Override
  public Optional<Pipeline> find(PipelineId id) {
    return known.computeIfAbsent(id, store::find);
  }

  @Override
  public Outcome<Pipeline> add(Pipeline pipeline) {
    return store.add(pipeline);
  }

  @Override
  public Outcome<Pipeline> update(Pipeline pipeline) {
    return store.update(pipeline);
  }
}
