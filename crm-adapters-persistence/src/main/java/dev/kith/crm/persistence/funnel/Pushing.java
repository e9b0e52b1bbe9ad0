package dev.kith.crm.persistence.funnel;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_STANDING;
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
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * How often close dates gave way to later ones, from what was known of opportunities from when to
 * when.
 */
final class Pushing {

  private static final BigDecimal MANY = BigDecimal.valueOf(FunnelReads.MANY_PUSHES);

  private final Database database;

  Pushing(Database database) {
    this.database = database;
  }

  /**
   * The close dates of the opportunities of the condition, each with the one before; one row for
   * those that never had any. They are joined to nothing else: H2 would work them out once for each
   * row of it.
   */
  private record Dates(Table<?> table, Field<LocalDate> before) {

    static Dates of(Condition which) {
      Field<LocalDate> before =
          lag(OPPORTUNITY_STANDING.CLOSE_DATE)
              .over()
              .partitionBy(OPPORTUNITY.ID)
              .orderBy(OPPORTUNITY_STANDING.NUMBER)
              .as("date_before");
      return new Dates(
          select(
                  OPPORTUNITY.ID,
                  OPPORTUNITY_STANDING.KNOWN_FROM,
                  OPPORTUNITY_STANDING.CLOSE_DATE,
                  before,
                  OPPORTUNITY.OWNER_ID,
                  OPPORTUNITY.STATUS,
                  OPPORTUNITY.STAGE_SINCE)
              .from(OPPORTUNITY)
              .leftJoin(OPPORTUNITY_STANDING)
              .on(
                  OPPORTUNITY_STANDING
                      .OPPORTUNITY_ID
                      .eq(OPPORTUNITY.ID)
                      .and(OPPORTUNITY_STANDING.CLOSE_DATE.isNotNull()))
              .where(which)
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
            countDistinct(dates.its(OPPORTUNITY.ID)),
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
    Field<UUID> id = dates.its(OPPORTUNITY.ID);
    Field<String> status = dates.its(OPPORTUNITY.STATUS);
    Field<BigDecimal> pushes = sum(when(dates.isPush(), inline(1)).otherwise(inline(0)));
    Field<Integer> capped =
        when(pushes.ge(inline(MANY)), inline(FunnelReads.MANY_PUSHES))
            .otherwise(pushes.cast(SQLDataType.INTEGER))
            .as("pushes");
    Table<?> each =
        select(status, capped).from(dates.table()).groupBy(id, status).asTable("decided_ones");
    return database
        .planned()
        .select(Selected.of(each, capped), Selected.of(each, status), count())
        .from(each)
        .groupBy(Selected.of(each, capped), Selected.of(each, status))
        .fetch(row ->
            new DecidedAfter(
                row.value1(), row.value2().equals(StageType.WON.name()), row.value3()));
  }
}
