package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Rank;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.persistence.kernel.Database;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jspecify.annotations.Nullable;

/** In which order opportunities stand in their stages, the first on top. */
final class Ranks {

  private final Database database;

  Ranks(Database database) {
    this.database = database;
  }

  Map<OpportunityId, Rank> of(Collection<OpportunityId> ids) {
    return database
        .dsl()
        .select(OPPORTUNITY.ID, OPPORTUNITY.RANK_KEY)
        .from(OPPORTUNITY)
        .where(OPPORTUNITY.ID.eq(any(OpportunityTable.values(ids))))
        .fetchMap(row -> new OpportunityId(row.value1()), row -> new Rank(row.value2()));
  }

  Optional<Rank> of(OpportunityId id) {
    return one(OPPORTUNITY.ID.eq(id.value()), OPPORTUNITY.ID.asc());
  }

  Optional<Rank> of(OpportunityId id, PipelineId pipeline, String stage) {
    return one(
        OPPORTUNITY
            .ID
            .eq(id.value())
            .and(inStage(pipeline, stage))
            .and(OPPORTUNITY.DELETED_AT.isNull()),
        OPPORTUNITY.ID.asc());
  }

  Optional<Rank> above(
      PipelineId pipeline, String stage, @Nullable Rank rank, OpportunityId butFor) {
    return one(
        inStage(pipeline, stage)
            .and(rank == null ? noCondition() : OPPORTUNITY.RANK_KEY.lt(rank.text()))
            .and(OPPORTUNITY.ID.ne(butFor.value())),
        OPPORTUNITY.RANK_KEY.desc());
  }

  Optional<Rank> below(
      PipelineId pipeline, String stage, @Nullable Rank rank, OpportunityId butFor) {
    return one(
        inStage(pipeline, stage)
            .and(rank == null ? noCondition() : OPPORTUNITY.RANK_KEY.gt(rank.text()))
            .and(OPPORTUNITY.ID.ne(butFor.value())),
        OPPORTUNITY.RANK_KEY.asc());
  }

  private Optional<Rank> one(Condition which, OrderField<?> order) {
    return database
        .dsl()
        .select(OPPORTUNITY.RANK_KEY)
        .from(OPPORTUNITY)
        .where(which)
        .orderBy(order)
        .limit(1)
        .fetchOptional(row -> new Rank(row.value1()));
  }

  List<OpportunityId> idsBelow(PipelineId pipeline, String stage, Rank rank, int limit) {
    return database
        .dsl()
        .select(OPPORTUNITY.ID)
        .from(OPPORTUNITY)
        .where(inStage(pipeline, stage))
        .and(OPPORTUNITY.RANK_KEY.gt(rank.text()))
        .orderBy(OPPORTUNITY.RANK_KEY)
        .limit(limit)
        .fetch(row -> new OpportunityId(row.value1()));
  }

  int set(OpportunityId id, Rank rank) {
    return database
        .dsl()
        .update(OPPORTUNITY)
        .set(OPPORTUNITY.RANK_KEY, rank.text())
        .where(OPPORTUNITY.ID.eq(id.value()))
        .execute();
  }

  static Condition inStage(PipelineId pipeline, String stage) {
    return OPPORTUNITY.PIPELINE_ID.eq(pipeline.value()).and(OPPORTUNITY.STAGE_KEY.eq(stage));
  }
}
