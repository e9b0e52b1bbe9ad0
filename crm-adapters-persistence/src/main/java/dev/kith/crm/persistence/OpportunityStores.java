package dev.kith.crm.persistence;

import dev.kith.crm.application.competitor.CompetitorStore;
import dev.kith.crm.application.funnel.FunnelReads;
import dev.kith.crm.application.opportunity.BoardNews;
import dev.kith.crm.application.opportunity.OpportunityCompetitorStore;
import dev.kith.crm.application.opportunity.OpportunityLineStore;
import dev.kith.crm.application.opportunity.OpportunityReads;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.application.opportunity.PipelinePastReads;
import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.application.product.ProductStore;
import dev.kith.crm.persistence.competitor.JooqCompetitorStore;
import dev.kith.crm.persistence.funnel.JooqFunnelReads;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.opportunity.JooqBoardNews;
import dev.kith.crm.persistence.opportunity.JooqOpportunityCompetitorStore;
import dev.kith.crm.persistence.opportunity.JooqOpportunityLineStore;
import dev.kith.crm.persistence.opportunity.JooqOpportunityReads;
import dev.kith.crm.persistence.opportunity.JooqOpportunityStore;
import dev.kith.crm.persistence.opportunity.JooqPipelinePastReads;
import dev.kith.crm.persistence.pipeline.JooqPipelineStore;
import dev.kith.crm.persistence.product.JooqProductStore;

/**
 * The stores of products, competitors, pipelines and opportunities, put together in a place of
 * their own.
 */
record OpportunityStores(
    ProductStore products,
    CompetitorStore competitors,
    PipelineStore pipelines,
    OpportunityStore opportunities,
    OpportunityReads opportunityReads,
    OpportunityLineStore opportunityLines,
    OpportunityCompetitorStore opportunityCompetitors,
    BoardNews boardNews,
    PipelinePastReads pipelinePastReads,
    FunnelReads funnelReads) {

  static OpportunityStores of(Database database) {
    return new OpportunityStores(
        new JooqProductStore(database),
        new JooqCompetitorStore(database),
        new JooqPipelineStore(database),
        new JooqOpportunityStore(database),
        new JooqOpportunityReads(database),
        new JooqOpportunityLineStore(database),
        new JooqOpportunityCompetitorStore(database),
        new JooqBoardNews(database),
        new JooqPipelinePastReads(database),
        new JooqFunnelReads(database));
  }
}
