package dev.kith.crm.application.pipeline;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.function.Function;

/** Wires pipelines. */
public final class PipelineFeature {

  private final Kernel kernel;
  private final Function<Context, StageUse> use;

  /**
   * @param use what is in the stages, for a change that is made in this context
   */
  public PipelineFeature(Kernel kernel, Function<Context, StageUse> use) {
    this.kernel = kernel;
    this.use = use;
  }

  public Pipelines pipelines(Context context) {
    return new PipelineService(kernel, context, use.apply(context));
  }

  /** Gives a CRM that has no pipeline the usual one; answers those that there are. */
  public Outcome<List<Pipeline>> furnish(Context context) {
    return new PipelineService(kernel, context, use.apply(context)).furnish();
  }
}
