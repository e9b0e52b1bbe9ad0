package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.ManyChanges;
import dev.kith.crm.application.pipeline.StageUse;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The opportunities in stages that are changed. */
record OpportunitiesInStages(Kernel kernel, Context context) implements StageUse {

  private static final int AT_ONCE = 500;

  @Override
  public long count(PipelineId pipeline, String stage) {
    return store().count(pipeline, stage);
  }

  @Override
  public long count(PipelineId pipeline) {
    return store().count(pipeline, null);
  }

  /** They come to the bottom of the other column, in the order in which they are. */
  @Override
  public void carryOver(PipelineId pipeline, String from, Stage into) {
    ManyChanges<Opportunity> together = new ManyChanges<>(kernel, Opportunity::facts);
    Ranking column = new Ranking(store(), pipeline, into.key());
    Context because = context.causedBy("pipeline/" + pipeline);
    List<Opportunity> some = store().inStage(pipeline, from, AT_ONCE);
    while (!some.isEmpty()) {
      List<ManyChanges.One<Opportunity>> changes = new ArrayList<>();
      for (Opportunity before : some) {
        Change<Opportunity> change = before.carriedOver(into, kernel.now());
        column.atTheBottom(before.id());
        if (store().update(change.next()) instanceof Outcome.Refused<Opportunity>(var stale)) {
          // Somebody changed it at the same moment; the whole merge is done anew.
          throw new ConcurrentChangeException(stale.detail(), new IllegalStateException());
        }
        changes.add(new ManyChanges.One<>(because, "opportunity.carry-over", before, change));
      }
      together.audit(changes);
      kernel
          .announcing()
          .appendAll(changes.stream().flatMap(one -> together.events(one).stream()).toList());
      some = store().inStage(pipeline, from, AT_ONCE);
    }
  }

  private OpportunityStore store() {
    return kernel.storage().opportunities();
  }
}
