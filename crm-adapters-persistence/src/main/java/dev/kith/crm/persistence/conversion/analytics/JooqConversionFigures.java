package dev.kith.crm.persistence.conversion.analytics;

import static dev.kith.crm.persistence.generated.Tables.CONVERSION;
import static dev.kith.crm.persistence.generated.Tables.CONVERSION_BATCH;
import static dev.kith.crm.persistence.generated.Tables.CONVERSION_BATCH_ITEM;
import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.RULE;
import static dev.kith.crm.persistence.generated.Tables.RULE_FIRING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.conversion.analytics.ConversionFigures;
import dev.kith.crm.application.conversion.batch.Fate;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lifecycle.Survival.Stayed;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.persistence.automation.JooqRuleStore;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Figures of conversions, each by one statement that groups. */
public final class JooqConversionFigures implements ConversionFigures {

  private static final String CONVERTED = LeadStatus.Name.CONVERTED.name();

  private final Database database;

  public JooqConversionFigures(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, List<Stayed>> lengths(Slice slice, By by, Instant now) {
    Field<Instant> end =
        when(LEAD.STATUS.eq(CONVERTED), coalesce(CONVERSION.CREATED_AT, LEAD.STATUS_SINCE))
            .when(LEAD.STATUS.eq(LeadStatus.Name.DISQUALIFIED.name()), LEAD.STATUS_SINCE)
            .otherwise(val(now, LEAD.STATUS_SINCE.getDataType()));
    Field<Long> hours =
        field(
            "cast(floor((extract(epoch from {0}) - extract(epoch from {1})) / 3600) as bigint)",
            SQLDataType.BIGINT, end, LEAD.CREATED_AT);
    Field<Integer> converted = when(LEAD.STATUS.eq(CONVERTED), inline(1)).otherwise(inline(0));
    var lengths =
        database
            .dsl()
            .select(key(by).as("grp"), hours.as("hours"), converted.as("converted"))
            .from(LEAD)
            .leftJoin(CONVERSION)
            .on(CONVERSION.LIVE_LEAD_ID.eq(LEAD.ID))
            .where(isIn(slice))
            .and(by == By.RULE ? LEAD.STATUS.eq(CONVERTED) : noCondition())
            .asTable("lengths");
    Field<String> group = field(name(lengths, 0), SQLDataType.VARCHAR);
    Field<Long> length = field(name(lengths, 1), SQLDataType.BIGINT);
    Field<Integer> gone = field(name(lengths, 2), SQLDataType.INTEGER);
    Map<String, List<Stayed>> found = new HashMap<>();
    database
        .dsl()
        .select(group, length, gone, count())
        .from(lengths)
        .groupBy(group, length, gone)
        .forEach(row ->
            found
                .computeIfAbsent(row.value1(), key -> new ArrayList<>())
                .add(new Stayed(Math.max(0, row.value2()), row.value3() == 1, row.value4())));
    return found;
  }

  @Override
  public List<Foreseen> foreseen(Slice slice) {
    Field<String> became =
        when(CONVERSION.ID.isNotNull(), deal())
            .when(
                LEAD.STATUS.eq(LeadStatus.Name.DISQUALIFIED.name()), inline(Became.DROPPED.name()))
            .otherwise(inline(Became.PENDING.name()));
    var leads =
        database
            .dsl()
            .selectDistinct(RULE_FIRING.RULE_ID.as("rule"), LEAD.ID.as("lead"), became.as("became"))
            .from(RULE_FIRING)
            .join(RULE)
            .on(JooqRuleStore.isPresent())
            .join(LEAD)
            .on(LEAD.ID.eq(RULE_FIRING.RECORD_ID))
            .leftJoin(CONVERSION)
            .on(CONVERSION.LIVE_LEAD_ID.eq(LEAD.ID))
            .where(RULE_FIRING.OUTCOME.eq(Firing.Result.WOULD_FIRE.name()))
            .and(isIn(slice))
            .asTable("leads");
    Field<UUID> rule = field(name(leads, 0), SQLDataType.UUID);
    Field<String> end = field(name(leads, 2), SQLDataType.VARCHAR);
    return database
        .dsl()
        .select(rule, end, count())
        .from(leads)
        .groupBy(rule, end)
        .fetch(row ->
            new Foreseen(new RuleId(row.value1()), Became.valueOf(row.value2()), row.value3()));
  }

  @Override
  public List<Result> results(Slice slice, By by) {
    var results =
        database
            .dsl()
            .select(key(by).as("grp"), deal().as("deal"))
            .from(LEAD)
            .join(CONVERSION)
            .on(CONVERSION.LIVE_LEAD_ID.eq(LEAD.ID))
            .where(isIn(slice))
            .asTable("results");
    Field<String> group = field(name(results, 0), SQLDataType.VARCHAR);
    Field<String> became = field(name(results, 1), SQLDataType.VARCHAR);
    return database
        .dsl()
        .select(group, became, count())
        .from(results)
        .groupBy(group, became)
        .fetch(row -> new Result(row.value1(), Deal.valueOf(row.value2()), row.value3()));
  }

  private static Field<String> deal() {
    return when(has(StageType.WON), inline(Deal.WON.name()))
        .when(has(StageType.OPEN), inline(Deal.OPEN.name()))
        .when(has(StageType.LOST), inline(Deal.LOST.name()))
        .otherwise(inline(Deal.NONE.name()));
  }

  /** Whether the conversion has such an opportunity. */
  private static Condition has(StageType status) {
    return exists(
            selectOne()
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(CONVERSION.OPPORTUNITY_ID))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(OPPORTUNITY.STATUS.eq(status.name())))
        .or(
            CONVERSION
                .OPPORTUNITY_ID
                .isNull()
                .and(
                    exists(
                        selectOne()
                            .from(OPPORTUNITY)
                            .where(OPPORTUNITY.ACCOUNT_ID.eq(CONVERSION.ACCOUNT_ID))
                            .and(OPPORTUNITY.CREATED_AT.ge(CONVERSION.CREATED_AT))
                            .and(OPPORTUNITY.DELETED_AT.isNull())
                            .and(OPPORTUNITY.STATUS.eq(status.name())))));
  }

  @Override
  public List<Standing> standings(Slice slice) {
    return database
        .dsl()
        .select(LEAD.STATUS, LEAD.STATUS_REASON, count())
        .from(LEAD)
        .where(isIn(slice))
        .groupBy(LEAD.STATUS, LEAD.STATUS_REASON)
        .fetch(row ->
            new Standing(
                LeadStatus.Name.valueOf(row.value1()),
                row.value2() == null ? null : LeadStatus.Reason.valueOf(row.value2()),
                row.value3()));
  }

  @Override
  public List<Hindrance> errors(Slice slice) {
    Map<String, Long> batches =
        database
            .dsl()
            .select(CONVERSION_BATCH_ITEM.CODE, count())
            .from(CONVERSION_BATCH_ITEM)
            .join(CONVERSION_BATCH)
            .on(CONVERSION_BATCH.ID.eq(CONVERSION_BATCH_ITEM.BATCH_ID))
            .join(LEAD)
            .on(LEAD.ID.eq(CONVERSION_BATCH_ITEM.LEAD_ID))
            .where(CONVERSION_BATCH.DRY_RUN.isFalse())
            .and(CONVERSION_BATCH_ITEM.FATE.in(Fate.FAILED.name(), Fate.DUPLICATE.name()))
            .and(CONVERSION_BATCH_ITEM.CODE.isNotNull())
            .and(isVisible(slice))
            .and(isIn(slice, CONVERSION_BATCH_ITEM.AT))
            .groupBy(CONVERSION_BATCH_ITEM.CODE)
            .fetchMap(row -> row.value1(), row -> row.value2().longValue());
    Map<String, Long> rules =
        database
            .dsl()
            .select(RULE_FIRING.CODE, count())
            .from(RULE_FIRING)
            .join(LEAD)
            .on(LEAD.ID.eq(RULE_FIRING.RECORD_ID))
            .where(RULE_FIRING.FAILED_ACTION.eq("lead.convert"))
            .and(RULE_FIRING.OUTCOME.eq(Firing.Result.FAILED.name()))
            .and(RULE_FIRING.CODE.isNotNull())
            .and(isVisible(slice))
            .and(isIn(slice, RULE_FIRING.FIRED_AT))
            .groupBy(RULE_FIRING.CODE)
            .fetchMap(row -> row.value1(), row -> row.value2().longValue());
    Set<String> codes = new TreeSet<>(batches.keySet());
    codes.addAll(rules.keySet());
    return codes.stream()
        .map(code ->
            new Hindrance(code, batches.getOrDefault(code, 0L), rules.getOrDefault(code, 0L)))
        .toList();
  }

  private static Field<String> key(By by) {
    return switch (by) {
      case SOURCE -> coalesce(LEAD.SOURCE, inline(""));
      case CAMPAIGN -> coalesce(LEAD.UTM_CAMPAIGN, inline(""));
      case OWNER -> coalesce(LEAD.OWNER_ID.cast(SQLDataType.VARCHAR), inline(""));
      case RULE ->
          when(
                  CONVERSION.CAUSE.startsWith(inline("rule/")),
                  field("substring({0} from 6 for 36)", SQLDataType.VARCHAR, CONVERSION.CAUSE))
              .otherwise(inline(""));
      // The first of January 1970 was a Thursday.
      case WEEK ->
          field(
              "cast(cast(floor((floor(extract(epoch from {0}) / 86400) + 3) / 7) * 7 - 3 as bigint)"
                  + " as varchar)",
              SQLDataType.VARCHAR, LEAD.CREATED_AT);
      case MONTH ->
          field(
              "cast(cast(extract(year from {0} at time zone 'UTC') * 12 + extract(month from {0} at"
                  + " time zone 'UTC') - 1 as bigint) as varchar)",
              SQLDataType.VARCHAR, LEAD.CREATED_AT);
    };
  }

  private static Name name(Table<?> of, int column) {
    return Objects.requireNonNull(of.field(column)).getQualifiedName();
  }

  private static Condition isIn(Slice slice) {
    return isVisible(slice).and(isIn(slice, LEAD.CREATED_AT));
  }

  private static Condition isVisible(Slice slice) {
    return LEAD.DELETED_AT.isNull().and(Owned.isVisible(LEAD.OWNER_ID, slice.visible()));
  }

  private static Condition isIn(Slice slice, Field<Instant> at) {
    return (slice.from() == null ? noCondition() : at.ge(slice.from()))
        .and(slice.before() == null ? noCondition() : at.lt(slice.before()));
  }
}
