package dev.kith.crm.persistence.lifecycle;

import static dev.kith.crm.persistence.generated.Tables.ACCOUNT;
import static dev.kith.crm.persistence.generated.Tables.ACCOUNT_STAY;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import dev.kith.crm.application.lifecycle.LifecycleReads;
import dev.kith.crm.domain.lifecycle.Survival.Stayed;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectFromStep;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Counts accounts and their stays. */
public final class JooqLifecycleReads implements LifecycleReads {

  private final Database database;

  public JooqLifecycleReads(Database database) {
    this.database = database;
  }

  @Override
  public Map<String, Long> accountsIn() {
    return database
        .dsl()
        .select(ACCOUNT.STAGE, count())
        .from(ACCOUNT)
        .groupBy(ACCOUNT.STAGE)
        .fetchMap(row -> row.value1(), row -> row.value2().longValue());
  }

  @Override
  public List<Passage> passages(Slice slice) {
    return ofStays(database.dsl().select(ACCOUNT_STAY.STAGE, ACCOUNT_STAY.LEFT_TO, count()), slice)
        .groupBy(ACCOUNT_STAY.STAGE, ACCOUNT_STAY.LEFT_TO)
        .fetch(row -> new Passage(row.value1(), row.value2(), row.value3()));
  }

  @Override
  public Map<String, Long> accountsThrough(Slice slice) {
    return ofStays(
            database.dsl().select(ACCOUNT_STAY.STAGE, countDistinct(ACCOUNT_STAY.ACCOUNT_ID)),
            slice)
        .groupBy(ACCOUNT_STAY.STAGE)
        .fetchMap(row -> row.value1(), row -> row.value2().longValue());
  }

  @Override
  public Map<String, List<Stayed>> lengths(Slice slice, Instant now) {
    Field<Long> hours =
        field(
            "cast(floor((extract(epoch from {0}) - extract(epoch from {1})) / 3600) as bigint)",
            SQLDataType.BIGINT,
            coalesce(ACCOUNT_STAY.LEFT_AT, val(now, ACCOUNT_STAY.LEFT_AT.getDataType())),
            ACCOUNT_STAY.ENTERED_AT);
    Field<Integer> left =
        field("case when {0} is null then 0 else 1 end", SQLDataType.INTEGER, ACCOUNT_STAY.LEFT_AT);
    var lengths =
        ofStays(
                database.dsl().select(ACCOUNT_STAY.STAGE, hours.as("hours"), left.as("gone")),
                slice)
            .asTable("lengths");
    Field<String> stage = field(name(lengths, 0), SQLDataType.VARCHAR);
    Field<Long> length = field(name(lengths, 1), SQLDataType.BIGINT);
    Field<Integer> gone = field(name(lengths, 2), SQLDataType.INTEGER);
    return database
        .dsl()
        .select(stage, length, gone, count())
        .from(lengths)
        .groupBy(stage, length, gone)
        .stream()
        .collect(
            groupingBy(
                row -> row.value1(),
                mapping(
                    row -> new Stayed(Math.max(0, row.value2()), row.value3() == 1, row.value4()),
                    toList())));
  }

  @Override
  public List<Span> spans(Slice slice, Collection<String> stages) {
    Field<Long> since = hourOf(ACCOUNT_STAY.ENTERED_AT);
    Field<Long> until = hourOf(ACCOUNT_STAY.LEFT_AT);
    var spans =
        ofStays(
                database.dsl().select(ACCOUNT_STAY.STAGE, since.as("since"), until.as("until")),
                slice)
            .and(ACCOUNT_STAY.STAGE.in(stages))
            .asTable("spans");
    Field<String> stage = field(name(spans, 0), SQLDataType.VARCHAR);
    Field<Long> began = field(name(spans, 1), SQLDataType.BIGINT);
    Field<Long> ended = field(name(spans, 2), SQLDataType.BIGINT);
    return database
        .dsl()
        .select(stage, began, ended, count())
        .from(spans)
        .groupBy(stage, began, ended)
        .fetch(row -> new Span(row.value1(), row.value2(), row.value3(), row.value4()));
  }

  private static <R extends Record> SelectConditionStep<R> ofStays(
      SelectFromStep<R> select, Slice slice) {
    return select
        .from(ACCOUNT_STAY)
        .join(ACCOUNT)
        .on(ACCOUNT.ID.eq(ACCOUNT_STAY.ACCOUNT_ID))
        .where(isIn(slice));
  }

  private static Field<Long> hourOf(Field<Instant> moment) {
    return field(
        "cast(floor(extract(epoch from {0}) / 3600) as bigint)", SQLDataType.BIGINT, moment);
  }

  private static Name name(Table<?> of, int column) {
    return Objects.requireNonNull(of.field(column)).getQualifiedName();
  }

  private static Condition isIn(Slice slice) {
    return ACCOUNT
        .DELETED_AT
        .isNull()
        .and(Owned.isVisible(ACCOUNT.OWNER_ID, slice.visible()))
        .and(slice.from() == null ? noCondition() : ACCOUNT_STAY.ENTERED_AT.ge(slice.from()))
        .and(slice.before() == null ? noCondition() : ACCOUNT_STAY.ENTERED_AT.lt(slice.before()));
  }
}
