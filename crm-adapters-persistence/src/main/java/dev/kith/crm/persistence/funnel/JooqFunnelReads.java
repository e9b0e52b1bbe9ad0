package dev.kith.crm.persistence.funnel;

import static dev.kith.crm.persistence.generated.Tables.COMPETITOR;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_COMPETITOR;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_STAY;
import static org.jooq.impl.DSL.case_;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import dev.kith.crm.application.funnel.FunnelReads;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.persistence.generated.tables.OpportunityStay;
import dev.kith.crm.persistence.kernel.Database;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Counts opportunities and their stays, each by one statement. */
public final class JooqFunnelReads implements FunnelReads {

  /** The stay after a stay: they are numbered without a gap. */
  private static final OpportunityStay NEXT = OPPORTUNITY_STAY.as("next_stay");

  private static final Condition IS_NEXT =
      NEXT.OPPORTUNITY_ID
          .eq(OPPORTUNITY_STAY.OPPORTUNITY_ID)
          .and(NEXT.NUMBER.eq(OPPORTUNITY_STAY.NUMBER.plus(1)));

  private static final int AT_ONCE = 1_000;

  private final Database database;
  private final Pushing pushing;

  public JooqFunnelReads(Database database) {
    this.database = database;
    this.pushing = new Pushing(database);
  }

  /** Null where it lasts or went elsewhere. */
  private static Field<String> to(Slice slice) {
    return when(NEXT.PIPELINE_ID.eq(inline(slice.pipeline().value())), NEXT.STAGE_KEY);
  }

  private static Field<Integer> lasts() {
    return when(NEXT.NUMBER.isNull(), inline(1)).otherwise(inline(0));
  }

  @Override
  public List<CountedPassage> passages(Slice slice) {
    Field<String> to = to(slice).as("led_to");
    Field<Integer> lasts = lasts().as("lasts");
    Table<?> each =
        select(OPPORTUNITY_STAY.STAGE_KEY, to, lasts)
            .from(OPPORTUNITY_STAY)
            .join(OPPORTUNITY)
            .on(OPPORTUNITY.ID.eq(OPPORTUNITY_STAY.OPPORTUNITY_ID))
            .leftJoin(NEXT)
            .on(IS_NEXT)
            .where(Selected.began(slice))
            .asTable("passages");
    Field<String> stage = Selected.of(each, OPPORTUNITY_STAY.STAGE_KEY);
    return database
        .planned()
        .select(stage, Selected.of(each, to), Selected.of(each, lasts), count())
        .from(each)
        .groupBy(stage, Selected.of(each, to), Selected.of(each, lasts))
        .fetch(row ->
            new CountedPassage(
                new Passage(row.value1(), row.value2(), row.value3() == 1), row.value4()));
  }

  @Override
  public List<Entered> entered(Slice slice) {
    Field<String> to = to(slice).as("led_to");
    Field<Integer> lasts = lasts().as("lasts");
    Field<Integer> place =
        rowNumber()
            .over()
            .partitionBy(OPPORTUNITY_STAY.OPPORTUNITY_ID, OPPORTUNITY_STAY.STAGE_KEY)
            .orderBy(OPPORTUNITY_STAY.NUMBER.desc())
            .as("place");
    Table<?> each =
        select(
                OPPORTUNITY_STAY.STAGE_KEY,
                to,
                lasts,
                OPPORTUNITY.CURRENCY,
                OPPORTUNITY.AMOUNT,
                place)
            .from(OPPORTUNITY_STAY)
            .join(OPPORTUNITY)
            .on(OPPORTUNITY.ID.eq(OPPORTUNITY_STAY.OPPORTUNITY_ID))
            .leftJoin(NEXT)
            .on(IS_NEXT)
            .where(Selected.began(slice))
            .asTable("entries");
    Field<String> stage = Selected.of(each, OPPORTUNITY_STAY.STAGE_KEY);
    Field<String> currency = Selected.of(each, OPPORTUNITY.CURRENCY);
    return database
        .planned()
        .select(
            stage,
            Selected.of(each, to),
            Selected.of(each, lasts),
            currency,
            count(),
            sum(Selected.of(each, OPPORTUNITY.AMOUNT)))
        .from(each)
        .where(Selected.of(each, place).eq(inline(1)))
        .groupBy(stage, Selected.of(each, to), Selected.of(each, lasts), currency)
        .fetch(row ->
            new Entered(
                new Passage(row.value1(), row.value2(), row.value3() == 1),
                Selected.part(row.value5(), row.value6(), row.value4())));
  }

  @Override
  public List<Decided> decided(Slice slice) {
    Field<BigDecimal> seconds =
        sum(
            field(
                "extract(epoch from {0}) - extract(epoch from {1})",
                SQLDataType.NUMERIC, OPPORTUNITY.STAGE_SINCE, OPPORTUNITY_STAY.ENTERED_AT));
    return database
        .planned()
        .select(
            OPPORTUNITY.OWNER_ID,
            OPPORTUNITY.STATUS,
            OPPORTUNITY.CURRENCY,
            count(),
            sum(OPPORTUNITY.AMOUNT),
            seconds)
        .from(OPPORTUNITY)
        .join(OPPORTUNITY_STAY)
        .on(OPPORTUNITY_STAY.OPPORTUNITY_ID.eq(OPPORTUNITY.ID).and(OPPORTUNITY_STAY.NUMBER.eq(1)))
        .where(Selected.isDecided(slice))
        .groupBy(OPPORTUNITY.OWNER_ID, OPPORTUNITY.STATUS, OPPORTUNITY.CURRENCY)
        .fetch(row ->
            new Decided(
                Selected.owner(row.value1()),
                row.value2().equals(StageType.WON.name()),
                Selected.part(row.value4(), row.value5(), row.value3()),
                Duration.ofSeconds(row.value6().longValue())));
  }

  @Override
  public List<Held> heldAt(Slice slice, Instant at, Set<String> stages) {
    return database
        .planned()
        .select(OPPORTUNITY.OWNER_ID, count())
        .from(OPPORTUNITY_STAY)
        .join(OPPORTUNITY)
        .on(OPPORTUNITY.ID.eq(OPPORTUNITY_STAY.OPPORTUNITY_ID))
        .where(OPPORTUNITY_STAY.PIPELINE_ID.eq(slice.pipeline().value()))
        .and(OPPORTUNITY_STAY.STAGE_KEY.in(stages))
        .and(OPPORTUNITY_STAY.ENTERED_AT.le(at))
        .and(OPPORTUNITY_STAY.LEFT_AT.isNull().or(OPPORTUNITY_STAY.LEFT_AT.gt(at)))
        .and(Selected.isVisible(slice))
        .groupBy(OPPORTUNITY.OWNER_ID)
        .fetch(row -> new Held(Selected.owner(row.value1()), row.value2()));
  }

  @Override
  public void eachStayOfWon(Slice slice, Set<String> stages, Consumer<StayHours> consumer) {
    Field<Long> from = Selected.hour(OPPORTUNITY_STAY.ENTERED_AT).as("from_hour");
    Field<Long> to = Selected.hour(OPPORTUNITY_STAY.LEFT_AT).as("to_hour");
    Table<?> each =
        select(OPPORTUNITY_STAY.STAGE_KEY, from, to)
            .from(OPPORTUNITY_STAY)
            .join(OPPORTUNITY)
            .on(OPPORTUNITY.ID.eq(OPPORTUNITY_STAY.OPPORTUNITY_ID))
            .where(Selected.isDecided(slice))
            .and(OPPORTUNITY.STATUS.eq(StageType.WON.name()))
            .and(OPPORTUNITY_STAY.PIPELINE_ID.eq(slice.pipeline().value()))
            .and(OPPORTUNITY_STAY.STAGE_KEY.in(stages))
            .and(OPPORTUNITY_STAY.LEFT_AT.isNotNull())
            .asTable("stays_of_won");
    Field<String> stage = Selected.of(each, OPPORTUNITY_STAY.STAGE_KEY);
    database.stream(
        database
            .planned()
            .select(stage, Selected.of(each, from), Selected.of(each, to), count())
            .from(each)
            .groupBy(stage, Selected.of(each, from), Selected.of(each, to)),
        AT_ONCE,
        row ->
            consumer.accept(new StayHours(row.value1(), row.value2(), row.value3(), row.value4())));
  }

  @Override
  public List<Since> open(Slice slice) {
    Field<Long> since = Selected.hour(OPPORTUNITY.STAGE_SINCE).as("since_hour");
    Table<?> each =
        select(OPPORTUNITY.STAGE_KEY, since)
            .from(OPPORTUNITY)
            .where(Selected.isOpen(slice))
            .asTable("open_ones");
    Field<String> stage = Selected.of(each, OPPORTUNITY.STAGE_KEY);
    return database
        .planned()
        .select(stage, Selected.of(each, since), count())
        .from(each)
        .groupBy(stage, Selected.of(each, since))
        .fetch(row -> new Since(row.value1(), row.value2(), row.value3()));
  }

  /** When it has been there for as long as is allowed in its stage. */
  private static Field<Long> due(Map<String, Long> allowed) {
    return Selected.second(OPPORTUNITY.STAGE_SINCE)
        .plus(case_(OPPORTUNITY.STAGE_KEY).mapValues(allowed));
  }

  @Override
  public List<Due> due(
      Slice slice,
      Map<String, Long> allowed,
      @Nullable Long until,
      @Nullable Due after,
      int limit) {
    Field<Long> due = due(allowed);
    Condition behind =
        after == null
            ? noCondition()
            : due.gt(after.due())
                .or(due.eq(after.due()).and(OPPORTUNITY.ID.gt(after.id().value())));
    return database
        .planned()
        .select(OPPORTUNITY.ID, due)
        .from(OPPORTUNITY)
        .where(isDue(slice, allowed, until))
        .and(behind)
        .orderBy(due, OPPORTUNITY.ID)
        .limit(limit)
        .fetch(row -> new Due(new OpportunityId(row.value1()), row.value2()));
  }

  private static Condition isDue(Slice slice, Map<String, Long> allowed, @Nullable Long until) {
    return Selected.isOpen(slice)
        .and(OPPORTUNITY.STAGE_KEY.in(allowed.keySet()))
        .and(until == null ? noCondition() : due(allowed).le(val(until)));
  }

  @Override
  public List<InStage> allDue(Slice slice, Map<String, Long> allowed, long until) {
    return database
        .planned()
        .select(OPPORTUNITY.STAGE_KEY, OPPORTUNITY.CURRENCY, count(), sum(OPPORTUNITY.AMOUNT))
        .from(OPPORTUNITY)
        .where(isDue(slice, allowed, until))
        .groupBy(OPPORTUNITY.STAGE_KEY, OPPORTUNITY.CURRENCY)
        .fetch(row ->
            new InStage(row.value1(), Selected.part(row.value3(), row.value4(), row.value2())));
  }

  @Override
  public List<Pushed> pushed(Slice slice) {
    return pushing.byOwner(slice);
  }

  @Override
  public List<DecidedAfter> decidedByPushes(Slice slice) {
    return pushing.decided(slice);
  }

  @Override
  public List<Lost> lost(Slice slice) {
    return database
        .planned()
        .select(
            OPPORTUNITY.LOST_REASON,
            COMPETITOR.NAME,
            OPPORTUNITY.DECIDED_FROM,
            OPPORTUNITY.CURRENCY,
            count(),
            sum(OPPORTUNITY.AMOUNT))
        .from(OPPORTUNITY)
        .leftJoin(COMPETITOR)
        .on(COMPETITOR.ID.eq(OPPORTUNITY.LOST_COMPETITOR_ID))
        .where(Selected.isDecided(slice))
        .and(OPPORTUNITY.STATUS.eq(StageType.LOST.name()))
        .groupBy(
            OPPORTUNITY.LOST_REASON,
            COMPETITOR.NAME,
            OPPORTUNITY.DECIDED_FROM,
            OPPORTUNITY.CURRENCY)
        .fetch(row ->
            new Lost(
                row.value1(),
                row.value2(),
                row.value3(),
                Selected.part(row.value5(), row.value6(), row.value4())));
  }

  @Override
  public List<Contested> contested(Slice slice) {
    Table<?> bids =
        select(OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID, OPPORTUNITY_COMPETITOR.COMPETITOR_ID)
            .from(OPPORTUNITY_COMPETITOR)
            .union(
                select(OPPORTUNITY.ID, OPPORTUNITY.LOST_COMPETITOR_ID)
                    .from(OPPORTUNITY)
                    .where(OPPORTUNITY.LOST_COMPETITOR_ID.isNotNull()))
            .asTable("bids");
    Field<UUID> competitor = Selected.of(bids, OPPORTUNITY_COMPETITOR.COMPETITOR_ID);
    Field<Integer> gotIt =
        when(OPPORTUNITY.LOST_COMPETITOR_ID.eq(competitor), inline(1)).otherwise(inline(0));
    Table<?> each =
        select(
                COMPETITOR.ID,
                COMPETITOR.NAME,
                OPPORTUNITY.STATUS,
                gotIt.as("got_it"),
                OPPORTUNITY.CURRENCY,
                OPPORTUNITY.AMOUNT)
            .from(bids)
            .join(OPPORTUNITY)
            .on(OPPORTUNITY.ID.eq(Selected.of(bids, OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID)))
            .join(COMPETITOR)
            .on(COMPETITOR.ID.eq(competitor))
            .where(Selected.isDecided(slice))
            .asTable("contests");
    Field<Integer> got = Selected.of(each, gotIt.as("got_it"));
    Field<UUID> id = Selected.of(each, COMPETITOR.ID);
    Field<String> name = Selected.of(each, COMPETITOR.NAME);
    Field<String> status = Selected.of(each, OPPORTUNITY.STATUS);
    Field<String> currency = Selected.of(each, OPPORTUNITY.CURRENCY);
    return database
        .planned()
        .select(
            id, name, status, got, currency, count(), sum(Selected.of(each, OPPORTUNITY.AMOUNT)))
        .from(each)
        .groupBy(id, name, status, got, currency)
        .fetch(row ->
            new Contested(
                new CompetitorId(row.value1()),
                row.value2(),
                row.value3().equals(StageType.WON.name()),
                row.value4() == 1,
                Selected.part(row.value6(), row.value7(), row.value5())));
  }
}
