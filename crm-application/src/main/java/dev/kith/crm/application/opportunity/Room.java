package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.WipLimit;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether there is room in stages whose limit is strict. */
record Room(OpportunityStore store, PipelineStore pipelines) {

  /**
   * Refused with {@code wip-limit} if the change brings the opportunity to where no more may be.
   *
   * @param before null if it is new
   */
  Outcome<Change<Opportunity>> entered(@Nullable Opportunity before, Change<Opportunity> change) {
    Opportunity next = change.next();
    if (next.revision().isDeleted() || (before != null && isThere(before, next))) {
      return Outcome.done(change);
    }
    Stage stage = pipelines.find(next.pipeline()).flatMap(p -> p.stage(next.stage())).orElseThrow();
    // Others who bring something there wait until this one is decided.
    long count = stage.wipHard() ? store.holdAndCount(next.pipeline(), next.stage()) : 0;
    return stage.isFull(count)
        ? Outcome.refused(
            new WipLimit(stage.key(), Objects.requireNonNull(stage.wipLimit()), count))
        : Outcome.done(change);
  }

  private static boolean isThere(Opportunity before, Opportunity next) {
    return !before.revision().isDeleted()
        && before.pipeline().equals(next.pipeline())
        && before.stage().equals(next.stage());
  }
}
