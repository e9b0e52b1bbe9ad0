package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_COMPETITOR;

import dev.kith.crm.application.opportunity.OpportunityCompetitorStore;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Threat;
import dev.kith.crm.persistence.generated.tables.records.OpportunityCompetitorRecord;
import dev.kith.crm.persistence.kernel.Database;
import java.util.List;
import java.util.stream.IntStream;

/** Who bids for the same opportunities, one by one. */
public final class JooqOpportunityCompetitorStore implements OpportunityCompetitorStore {

  private final Database database;

  public JooqOpportunityCompetitorStore(Database database) {
    this.database = database;
  }

  @Override
  public List<OpportunityCompetitor> of(OpportunityId opportunity) {
    return database
        .dsl()
        .selectFrom(OPPORTUNITY_COMPETITOR)
        .where(OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID.eq(opportunity.value()))
        .orderBy(OPPORTUNITY_COMPETITOR.NUMBER)
        .fetch(row ->
            new OpportunityCompetitor(
                new CompetitorId(row.getCompetitorId()),
                row.getThreat() == null ? null : Threat.valueOf(row.getThreat()),
                row.getNote()));
  }

  @Override
  public void replace(OpportunityId opportunity, List<OpportunityCompetitor> competitors) {
    RowsOfOpportunity.replace(
        database,
        OPPORTUNITY_COMPETITOR,
        OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID,
        opportunity,
        IntStream.range(0, competitors.size())
            .mapToObj(i -> row(opportunity, i + 1, competitors.get(i)))
            .toList());
  }

  private static OpportunityCompetitorRecord row(
      OpportunityId opportunity, int number, OpportunityCompetitor one) {
    return new OpportunityCompetitorRecord(
        opportunity.value(),
        number,
        one.competitor().value(),
        one.threat() == null ? null : one.threat().name(),
        one.note());
  }
}
