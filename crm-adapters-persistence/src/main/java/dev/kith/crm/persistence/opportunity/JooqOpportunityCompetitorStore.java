package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_COMPETITOR;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.select;

import dev.kith.crm.application.competitor.CompetitorUse.Met;
import dev.kith.crm.application.opportunity.OpportunityCompetitorStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.OpportunityCompetitor;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Threat;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.persistence.generated.tables.records.OpportunityCompetitorRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jooq.Condition;

/** Who bids for the same opportunities, one by one. */
public final class JooqOpportunityCompetitorStore implements OpportunityCompetitorStore {

  private final Database database;

  public JooqOpportunityCompetitorStore(Database database) {
    this.database = database;
  }

  @Override
  public Map<OpportunityId, List<OpportunityCompetitor>> ofAll(
      Collection<OpportunityId> opportunities) {
    return opportunities.isEmpty()
        ? Map.of()
        : database
            .dsl()
            .selectFrom(OPPORTUNITY_COMPETITOR)
            .where(
                OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID.eq(
                    any(OpportunityTable.values(opportunities))))
            .orderBy(OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID, OPPORTUNITY_COMPETITOR.NUMBER)
            .fetchGroups(
                row -> new OpportunityId(row.getOpportunityId()),
                row ->
                    new OpportunityCompetitor(
                        new CompetitorId(row.getCompetitorId()),
                        row.getThreat() == null ? null : Threat.valueOf(row.getThreat()),
                        row.getNote()));
  }

  @Override
  public void replaceAll(Map<OpportunityId, List<OpportunityCompetitor>> competitors) {
    if (competitors.isEmpty()) {
      return;
    }
    RowsOfOpportunities.replace(
        database,
        OPPORTUNITY_COMPETITOR,
        OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID,
        competitors.keySet(),
        competitors.entrySet().stream()
            .flatMap(each ->
                IntStream.range(0, each.getValue().size())
                    .mapToObj(i -> row(each.getKey(), i + 1, each.getValue().get(i))))
            .toList());
  }

  @Override
  public List<OpportunityId> meeting(CompetitorId competitor) {
    return database
        .dsl()
        .select(OPPORTUNITY.ID)
        .from(OPPORTUNITY)
        .where(OPPORTUNITY.LOST_COMPETITOR_ID.eq(competitor.value()).or(bids(competitor)))
        .orderBy(OPPORTUNITY.ID)
        .fetch(row -> new OpportunityId(row.value1()));
  }

  private static Condition bids(CompetitorId competitor) {
    return OPPORTUNITY.ID.in(
        select(OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID)
            .from(OPPORTUNITY_COMPETITOR)
            .where(OPPORTUNITY_COMPETITOR.COMPETITOR_ID.eq(competitor.value())));
  }

  @Override
  public Met met(CompetitorId competitor, Visibility visible) {
    return database
        .dsl()
        .select(
            count().filterWhere(OPPORTUNITY.STATUS.eq(StageType.OPEN.name())),
            count()
                .filterWhere(
                    OPPORTUNITY
                        .STATUS
                        .eq(StageType.LOST.name())
                        .and(OPPORTUNITY.LOST_COMPETITOR_ID.eq(competitor.value()))))
        .from(OPPORTUNITY)
        .where(OPPORTUNITY.LOST_COMPETITOR_ID.eq(competitor.value()).or(bids(competitor)))
        .and(OPPORTUNITY.DELETED_AT.isNull())
        .and(Owned.isVisible(OPPORTUNITY.OWNER_ID, visible))
        .fetchSingle(row -> new Met(row.value1(), row.value2()));
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
