package dev.kith.crm.application.pipeline;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;

/**
 * Keeps pipelines. No two live ones have names that differ only in case: adding and updating are
 * refused with {@link dev.kith.crm.domain.shared.CommonRefusal.NameTaken}.
 *
 * <p>No stage vanishes, or changes its type, while an opportunity is in it: whoever saves that at
 * the same instant as somebody moves one there repeats their run.
 */
public interface PipelineStore extends AggregateStore<PipelineId, Pipeline> {

  /** All live ones, in any order. */
  List<Pipeline> live();

  /** One that is not deleted. Refused with {@code not-found}. */
  default Outcome<Pipeline> live(PipelineId id) {
    return Outcome.found(
        find(id).filter(found -> !found.revision().isDeleted()),
        () -> NotFound.of("pipeline", id.value()));
  }
}
