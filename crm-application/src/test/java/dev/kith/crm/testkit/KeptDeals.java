package dev.kith.crm.testkit;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Opportunities;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Opportunities that a storage keeps, and what happens to them at given moments. */
public interface KeptDeals extends StorageContract {

  default Opportunity edited(
      Pipeline pipeline, Opportunity before, OpportunityDraft draft, Instant now) {
    return saved(
        before.edit(draft.read().orElseThrow(), pipeline.stage(before.stage()).orElseThrow(), now));
  }

  default Opportunity moved(Pipeline pipeline, Opportunity before, String to, Instant now) {
    return saved(
        before.move(pipeline, pipeline, pipeline.stage(to).orElseThrow(), null, null, now));
  }

  default Opportunity saved(Outcome<Change<Opportunity>> change) {
    return kept(() -> storage().opportunities().update(change.orElseThrow().next()));
  }

  default Opportunity added(Pipeline pipeline, OpportunityDraft draft, @Nullable UserId owner) {
    return kept(() -> storage().opportunities().add(Opportunities.in(pipeline, draft, owner)));
  }

  default Pipeline aPipeline() {
    Pipeline pipeline = Opportunities.aPipeline();
    return kept(() -> storage().pipelines().add(pipeline));
  }

  static UserId anOwner() {
    return new UserId(Leads.anId().value());
  }
}
