package dev.kith.crm.domain.testkit;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityContent;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pipelines and opportunities for tests. */
public final class Opportunities {

  public static final Instant CREATED = Instant.parse("2026-11-02T10:00:00Z");

  private Opportunities() {}

  public static OpportunityId anId() {
    return new OpportunityId(Leads.anId().value());
  }

  /** The usual stages, under a name that no other pipeline of this run of the tests has. */
  public static Pipeline aPipeline() {
    PipelineId id = new PipelineId(Leads.anId().value());
    return pipeline(id, PipelineTerms.usual().stages());
  }

  public static Pipeline pipeline(List<Stage> stages) {
    return pipeline(new PipelineId(Leads.anId().value()), stages);
  }

  private static Pipeline pipeline(PipelineId id, List<Stage> stages) {
    return Pipeline.setUp(id, new PipelineTerms("Sales " + id, stages), CREATED)
        .orElseThrow()
        .next();
  }

  /** A draft that fills every field but the account. */
  public static OpportunityDraft complete() {
    return OpportunityDraft.named("Wind turbines for Esbjerg")
        .worth("125000.50", "EUR")
        .closing("2027-01-31")
        .with(OpportunityField.NEXT_STEP, "Send the offer")
        .with(OpportunityField.SOURCE, "Trade fair")
        .with(OpportunityField.DESCRIPTION, "Six of them,\noffshore.");
  }

  public static OpportunityContent content(OpportunityDraft draft) {
    return draft.read().orElseThrow();
  }

  /** In the first stage. */
  public static Opportunity in(Pipeline pipeline, OpportunityDraft draft, @Nullable UserId owner) {
    return Opportunity.create(
            anId(), content(draft), owner, pipeline, pipeline.stages().getFirst(), CREATED)
        .orElseThrow()
        .next();
  }
}
