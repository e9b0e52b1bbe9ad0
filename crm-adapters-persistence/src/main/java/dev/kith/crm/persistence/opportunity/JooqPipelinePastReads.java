package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_STANDING;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_STAY;
import static dev.kith.crm.persistence.generated.Tables.PIPELINE_STAGE_FORMER;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.sign;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import dev.kith.crm.application.opportunity.OpportunityReads.Tally;
import dev.kith.crm.application.opportunity.PipelinePastReads;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.Waterfall.Place;
import dev.kith.crm.domain.opportunity.Waterfall.Side;
import dev.kith.crm.domain.opportunity.Waterfall.Way;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What pipelines were like, from stays and standings, each by one statement. */
public final class JooqPipelinePastReads implements PipelinePastReads {

  private final Database database;

  public JooqPipelinePastReads(Database database) {
    this.database = database;
  }

  /** Where each opportunity was at a moment, and what was known of it. */
  private record Then(
      Table<?> table,
      Field<UUID> id,
      Field<UUID> pipeline,
      Field<String> stage,
      Field<Instant> since,
      Field<BigDecimal> amount,
      Field<String> currency,
      Field<LocalDate> closeDate,
      Field<UUID> owner,
      Field<Boolean> deleted) {

    static Then at(Instant moment, String alias) {
      Table<?> table =
          DSL.select(
                  OPPORTUNITY_STAY.OPPORTUNITY_ID,
                  OPPORTUNITY_STAY.PIPELINE_ID,
                  OPPORTUNITY_STAY.STAGE_KEY,
                  OPPORTUNITY_STAY.ENTERED_AT,
                  OPPORTUNITY_STANDING.AMOUNT,
                  OPPORTUNITY_STANDING.CURRENCY,
                  OPPORTUNITY_STANDING.CLOSE_DATE,
                  OPPORTUNITY_STANDING.OWNER_ID,
                  OPPORTUNITY_STANDING.DELETED)
              .from(OPPORTUNITY_STAY)
              .join(OPPORTUNITY_STANDING)
              .on(OPPORTUNITY_STANDING.OPPORTUNITY_ID.eq(OPPORTUNITY_STAY.OPPORTUNITY_ID))
              .where(OPPORTUNITY_STAY.ENTERED_AT.le(moment))
              .and(OPPORTUNITY_STAY.LEFT_AT.isNull().or(OPPORTUNITY_STAY.LEFT_AT.gt(moment)))
              // What was known first counts from the beginning.
              .and(OPPORTUNITY_STANDING.NUMBER.eq(1).or(OPPORTUNITY_STANDING.KNOWN_FROM.le(moment)))
              .and(
                  OPPORTUNITY_STANDING
                      .KNOWN_TO
                      .isNull()
                      .or(OPPORTUNITY_STANDING.KNOWN_TO.gt(moment)))
              .asTable(alias);
      return new Then(
          table,
          in(table, OPPORTUNITY_STAY.OPPORTUNITY_ID),
          in(table, OPPORTUNITY_STAY.PIPELINE_ID),
          in(table, OPPORTUNITY_STAY.STAGE_KEY),
          in(table, OPPORTUNITY_STAY.ENTERED_AT),
          in(table, OPPORTUNITY_STANDING.AMOUNT),
          in(table, OPPORTUNITY_STANDING.CURRENCY),
          in(table, OPPORTUNITY_STANDING.CLOSE_DATE),
          in(table, OPPORTUNITY_STANDING.OWNER_ID),
          in(table, OPPORTUNITY_STANDING.DELETED));
    }

    /** It belongs to those that are looked at, whatever its close date. */
    Condition fits(Which which) {
      Set<UserId> owners = which.owners();
      Condition all =
          owners == null
              ? noCondition()
              : owner.isNotNull().and(owner.in(owners.stream().map(UserId::value).toList()));
      if (which.amountMin() != null) {
        all = all.and(amount.isNotNull()).and(amount.ge(which.amountMin()));
      }
      return which.amountMax() == null
          ? all
          : all.and(amount.isNotNull()).and(amount.le(which.amountMax()));
    }

    Condition isInTime(Which which) {
      Condition all = noCondition();
      if (which.closeFrom() != null) {
        all = all.and(closeDate.isNotNull()).and(closeDate.ge(which.closeFrom()));
      }
      return which.closeTo() == null
          ? all
          : all.and(closeDate.isNotNull()).and(closeDate.le(which.closeTo()));
    }

    Condition isHere(PipelineId wanted, Which which) {
      return pipeline.eq(wanted.value()).and(deleted.isFalse()).and(fits(which));
    }

    Field<String> place(PipelineId wanted, Which which) {
      return when(id.isNull(), inline(Place.NOWHERE.name()))
          .when(isHere(wanted, which), inline(Place.HERE.name()))
          .otherwise(inline(Place.ELSEWHERE.name()));
    }

    Field<String> stageHere(PipelineId wanted, Which which) {
      return when(isHere(wanted, which), stage);
    }

    Field<Integer> inTime(Which which) {
      return when(isInTime(which), inline(1)).otherwise(inline(0));
    }
  }

  @Override
  public List<Tally> tallies(PipelineId pipeline, Instant at, Which which, Visibility visible) {
    Then then = Then.at(at, "t");
    return database
        .planned()
        .select(then.stage, then.currency, count(), sum(then.amount))
        .from(then.table)
        .where(then.isHere(pipeline, which))
        .and(then.isInTime(which))
        .and(isSeen(then.id, visible))
        .groupBy(then.stage, then.currency)
        .fetch(row -> new Tally(row.value1(), row.value3(), money(row.value4(), row.value2())));
  }

  @Override
  public List<PastCard> cards(
      PipelineId pipeline,
      Instant at,
      Which which,
      Visibility visible,
      First first,
      int limitOfEach) {
    Then then = Then.at(at, "t");
    Field<?> order =
        switch (first) {
          case WORTH_MOST -> coalesce(then.amount, inline(new BigDecimal(-1)));
          case LATEST -> then.since;
        };
    Field<Integer> number =
        rowNumber().over().partitionBy(then.stage).orderBy(order.desc(), then.id).as("place");
    Table<?> ordered =
        DSL.select(
                then.id,
                then.stage,
                then.since,
                then.amount,
                then.currency,
                then.closeDate,
                then.owner,
                number)
            .from(then.table)
            .where(then.isHere(pipeline, which))
            .and(then.isInTime(which))
            .and(isSeen(then.id, visible))
            .asTable("ordered");
    return database
        .planned()
        .select(ordered.fields())
        .from(ordered)
        .where(in(ordered, number).le(limitOfEach))
        .orderBy(in(ordered, then.stage), in(ordered, number))
        .fetch(row ->
            new PastCard(
                new OpportunityId(row.get(in(ordered, then.id))),
                row.get(in(ordered, then.stage)),
                row.get(in(ordered, then.since)),
                money(row.get(in(ordered, then.amount)), row.get(in(ordered, then.currency))),
                row.get(in(ordered, then.closeDate)),
                owner(row.get(in(ordered, then.owner)))));
  }

  private static @Nullable UserId owner(@Nullable UUID id) {
    return id == null ? null : new UserId(id);
  }

  /** What was there at the first moment is there at the second, wherever. */
  @Override
  public List<Way> ways(
      PipelineId pipeline, Instant from, Instant to, Which which, Visibility visible) {
    Then before = Then.at(from, "b");
    Then after = Then.at(to, "a");
    Field<Integer> direction =
        when(before.currency.eq(after.currency), sign(after.amount.minus(before.amount)))
            .otherwise(inline(0));
    List<Field<?>> groups =
        List.of(
            before.place(pipeline, which).as("p1"),
            before.stageHere(pipeline, which).as("s1"),
            before.inTime(which).as("t1"),
            before.currency.as("c1"),
            after.place(pipeline, which).as("p2"),
            after.stageHere(pipeline, which).as("s2"),
            after.inTime(which).as("t2"),
            after.currency.as("c2"),
            direction.as("d"));
    Table<?> all =
        DSL.select(groups)
            .select(before.amount.as("a1"), after.amount.as("a2"))
            .from(after.table)
            .leftJoin(before.table)
            .on(before.id.eq(after.id))
            .where(after.pipeline.eq(pipeline.value()).or(before.pipeline.eq(pipeline.value())))
            .and(isSeen(after.id, visible))
            .asTable("w");
    List<Field<?>> keys = groups.stream().<Field<?>>map(all::field).toList();
    return database
        .planned()
        .select(keys)
        .select(
            count(), sum(all.field("a1", BigDecimal.class)), sum(all.field("a2", BigDecimal.class)))
        .from(all)
        .groupBy(keys)
        .fetch(row ->
            new Way(
                side(
                    row.get(0, String.class),
                    row.get(1, String.class),
                    row.get(2, Integer.class),
                    row.get(3, String.class)),
                side(
                    row.get(4, String.class),
                    row.get(5, String.class),
                    row.get(6, Integer.class),
                    row.get(7, String.class)),
                row.get(8, Integer.class),
                row.get(9, Long.class),
                orZero(row.get(10, BigDecimal.class)),
                orZero(row.get(11, BigDecimal.class))));
  }

  private static Side side(
      String place, @Nullable String stage, int inTime, @Nullable String currency) {
    Place where = Place.valueOf(place);
    return where == Place.NOWHERE ? Side.NOWHERE : new Side(where, stage, inTime == 1, currency);
  }

  private static BigDecimal orZero(@Nullable BigDecimal sum) {
    return sum == null ? BigDecimal.ZERO : sum;
  }

  private static @Nullable Money money(@Nullable BigDecimal amount, @Nullable String currency) {
    return amount == null || currency == null
        ? null
        : new Money(amount, Currency.getInstance(currency));
  }

  /** Who owns it now decides who sees it; where all see it, nobody asks. */
  private static Condition isSeen(Field<UUID> id, Visibility visible) {
    return visible instanceof Visibility.All
        ? noCondition()
        : DSL.exists(
            DSL.selectOne()
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(id))
                .and(Owned.isVisible(OPPORTUNITY.OWNER_ID, visible)));
  }

  @Override
  public List<Stage> formerStages(PipelineId pipeline) {
    return database
        .dsl()
        .selectFrom(PIPELINE_STAGE_FORMER)
        .where(PIPELINE_STAGE_FORMER.PIPELINE_ID.eq(pipeline.value()))
        .orderBy(PIPELINE_STAGE_FORMER.STAGE_KEY)
        .fetch(row ->
            new Stage(
                row.getStageKey(),
                row.getName(),
                StageType.valueOf(row.getType()),
                row.getProbability(),
                null,
                Set.of(),
                Set.of(),
                null));
  }

  private static <T> Field<T> in(Table<?> table, Field<T> field) {
    return Objects.requireNonNull(table.field(field));
  }
}
