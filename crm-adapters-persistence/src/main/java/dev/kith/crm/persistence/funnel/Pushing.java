package dev.kith.crm.persistence.funnel;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_STANDING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lag;
import static org.jooq.impl.DSL.localDateDiff;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import dev.kith.crm.application.funnel.FunnelReads;
import dev.kith.crm.application.funnel.FunnelReads.DecidedAfter;
import dev.kith.crm.application.funnel.FunnelReads.Pushed;
import dev.kith.crm.application.funnel.FunnelReads.Slice;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.persistence.kernel.Database;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/**
 * How often close dates gave way to later ones, from what was known of opportunities from when to
 * when.
 */
final class Pushing {

  private final Database database;

  Pushing(Database database) {
    this.database = database;
  }

  /** The close dates of the opportunities of the condition, each with the one before. */
  private record Dates(Table<?> table, Field<LocalDate> before) {

    static Dates of(Condition which) {
      Field<LocalDate> before =
          lag(OPPORTUNITY_STANDING.CLOSE_DATE)
              .over()
              .partitionBy(OPPORTUNITY_STANDING.OPPORTUNITY_ID)
              .orderBy(OPPORTUNITY_STANDING.NUMBER)
              .as("date_before");
      return new Dates(
          select(
                  OPPORTUNITY_STANDING.OPPORTUNITY_ID,
                  OPPORTUNITY_STANDING.KNOWN_FROM,
                  OPPORTUNITY_STANDING.CLOSE_DATE,
                  before,
                  OPPORTUNITY.OWNER_ID,
                  OPPORTUNITY.STATUS,
                  OPPORTUNITY.STAGE_SINCE)
              .from(OPPORTUNITY_STANDING)
              .join(OPPORTUNITY)
              .on(OPPORTUNITY.ID.eq(OPPORTUNITY_STANDING.OPPORTUNITY_ID))
              .where(which)
              .and(OPPORTUNITY_STANDING.CLOSE_DATE.isNotNull())
              .asTable("dates"),
          before);
    }

    <T> Field<T> its(Field<T> field) {
      return Selected.of(table, field);
    }

    Field<LocalDate> date() {
      return its(OPPORTUNITY_STANDING.CLOSE_DATE);
    }

    /** While it was open. */
    Condition isPush() {
      return date()
          .gt(its(before))
          .and(
              its(OPPORTUNITY.STATUS)
                  .eq(Selected.OPEN)
                  .or(its(OPPORTUNITY_STANDING.KNOWN_FROM).le(its(OPPORTUNITY.STAGE_SINCE))));
    }
  }

  List<Pushed> byOwner(Slice slice) {
    Dates dates = Dates.of(Selected.isHere(slice));
    Field<UUID> owner = dates.its(OPPORTUNITY.OWNER_ID);
    return database
        .planned()
        .select(
            owner,
            countDistinct(dates.its(OPPORTUNITY_STANDING.OPPORTUNITY_ID)),
            count(),
            sum(localDateDiff(dates.date(), dates.its(dates.before()))))
        .from(dates.table())
        .where(dates.isPush())
        .and(Selected.isIn(slice, dates.its(OPPORTUNITY_STANDING.KNOWN_FROM)))
        .groupBy(owner)
        .fetch(row ->
            new Pushed(
                Selected.owner(row.value1()),
                row.value2(),
                row.value3(),
                row.value4().longValue()));
  }

  List<DecidedAfter> decided(Slice slice) {
    Dates dates = Dates.of(Selected.isDecided(slice));
    Field<UUID> id = dates.its(OPPORTUNITY_STANDING.OPPORTUNITY_ID);
    Field<Integer> number = count().as("pushes");
    Table<?> pushed =
        select(id, number)
            .from(dates.table())
            .where(dates.isPush())
            .groupBy(id)
            .asTable("pushed_ones");
    Field<Integer> pushes = coalesce(Selected.of(pushed, number), inline(0));
    Field<Integer> capped =
        when(pushes.gt(inline(FunnelReads.MANY_PUSHES)), inline(FunnelReads.MANY_PUSHES))
            .otherwise(pushes)
            .as("capped");
    Table<?> each =
        select(OPPORTUNITY.STATUS, capped)
            .from(OPPORTUNITY)
            .leftJoin(pushed)
            .on(Selected.of(pushed, id).eq(OPPORTUNITY.ID))
            .where(Selected.isDecided(slice))
            .asTable("decided_ones");
    Field<String> status = Selected.of(each, OPPORTUNITY.STATUS);
    return database
        .planned()
        .select(Selected.of(each, capped), status, count())
        .from(each)
        .groupBy(Selected.of(each, capped), status)
        .fetch(row ->
            new DecidedAfter(
                row.value1(), row.value2().equals(StageType.WON.name()), row.value3()));
  }
}
