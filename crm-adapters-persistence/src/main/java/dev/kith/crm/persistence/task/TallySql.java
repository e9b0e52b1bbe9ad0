package dev.kith.crm.persistence.task;

import static dev.kith.crm.persistence.generated.Tables.TASK;
import static dev.kith.crm.persistence.generated.Tables.USER_TEAM;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.percentileCont;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.values;
import static org.jooq.impl.DSL.when;

import dev.kith.crm.application.task.TaskFigures;
import dev.kith.crm.application.task.TaskMetrics;
import dev.kith.crm.application.task.TaskSlice;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.task.TaskStatus;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Owned;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record7;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The figures of tasks in one statement, so that the groups and the total are of the same moment. A
 * task tells up to three facts, each in a group of its own where groups are weeks: how it ended,
 * that it was created, that it is open. Each fact is counted in its group and in the total.
 */
final class TallySql {

  private static final String ENDED = "ENDED";
  private static final String CREATED = "CREATED";
  private static final String OPEN = "OPEN";

  private static final Field<String> FACT = field(name("fact"), SQLDataType.VARCHAR);
  private static final Field<String> KEY = field(name("group_key"), SQLDataType.VARCHAR);
  private static final Field<String> STATUS = field(name("status"), SQLDataType.VARCHAR);
  private static final Field<Boolean> DATED = field(name("dated"), SQLDataType.BOOLEAN);
  private static final Field<Long> LATE_BY = field(name("late_by"), SQLDataType.BIGINT);
  private static final Field<Long> TOOK = field(name("took"), SQLDataType.BIGINT);
  private static final Field<Boolean> OVERDUE = field(name("overdue"), SQLDataType.BOOLEAN);
  private static final Field<Integer> WHOLE = field(name("whole"), SQLDataType.INTEGER);

  private static final Condition IS_DONE =
      FACT.eq(inline(ENDED)).and(STATUS.eq(inline(TaskStatus.Name.DONE.name())));

  private static final Field<Integer> DONE = count(when(IS_DONE, inline(1))).as("done");
  private static final Field<Integer> DONE_WITH_DATE =
      count(when(IS_DONE.and(DATED), inline(1))).as("done_with_date");
  private static final Field<Integer> LATE = count(lateBy()).as("late");
  private static final Field<BigDecimal> MEDIAN = percentile(0.5, lateBy()).as("median_lateness");
  private static final Field<BigDecimal> NINETIETH = percentile(0.9, lateBy()).as("p90_lateness");
  private static final Field<BigDecimal> MEAN = avg(lateBy()).as("mean_lateness");
  private static final Field<BigDecimal> TIME_TO_COMPLETE =
      percentile(0.5, when(IS_DONE, TOOK)).as("time_to_complete");
  private static final Field<Integer> CANCELLED =
      count(
              when(
                  FACT.eq(inline(ENDED)).and(STATUS.eq(inline(TaskStatus.Name.CANCELLED.name()))),
                  inline(1)))
          .as("cancelled");
  private static final Field<Integer> BORN =
      count(when(FACT.eq(inline(CREATED)), inline(1))).as("created");
  private static final Field<Integer> LEFT =
      count(when(FACT.eq(inline(OPEN)), inline(1))).as("open_now");
  private static final Field<Integer> LEFT_OVERDUE =
      count(when(FACT.eq(inline(OPEN)).and(OVERDUE), inline(1))).as("overdue_now");

  private static final List<Field<?>> FIGURES =
      List.of(
          DONE,
          DONE_WITH_DATE,
          LATE,
          MEDIAN,
          NINETIETH,
          MEAN,
          TIME_TO_COMPLETE,
          CANCELLED,
          BORN,
          LEFT,
          LEFT_OVERDUE);

  private TallySql() {}

  static TaskSlice.Tally tally(Database database, TaskSlice slice, Visibility visible) {
    Table<?> facts = facts(slice, asked(slice, visible)).asTable("f");
    // Every fact twice: in its group, and in the whole.
    Table<?> scopes =
        (slice.groupBy() == null ? values(row(1)) : values(row(0), row(1))).as("s", "whole");
    Field<String> group = when(WHOLE.eq(inline(0)), KEY).as("scope_key");
    TaskFigures total = TaskFigures.NONE;
    List<TaskSlice.Group> groups = new ArrayList<>();
    for (Record found :
        database
            .planned()
            .select(group, WHOLE)
            .select(FIGURES)
            .from(facts)
            .crossJoin(scopes)
            .groupBy(when(WHOLE.eq(inline(0)), KEY), WHOLE)
            .orderBy(WHOLE.desc(), DONE.desc(), LEFT.desc(), group)
            .limit(TaskMetrics.MOST_GROUPS + 2)) {
      if (found.get(WHOLE) == 1) {
        total = figures(found);
      } else {
        groups.add(new TaskSlice.Group(found.get(group), figures(found)));
      }
    }
    return new TaskSlice.Tally(total, groups);
  }

  private static Select<?> facts(TaskSlice slice, Condition asked) {
    Condition late = TASK.STATUS_SINCE.ge(TASK.DUE_BY);
    return select(
            inline(ENDED).as(FACT),
            key(slice, TASK.STATUS_SINCE).as(KEY),
            TASK.STATUS.as(STATUS),
            field(TASK.DUE_BY.isNotNull()).as(DATED),
            when(late, micros(TASK.DUE_BY, TASK.STATUS_SINCE)).as(LATE_BY),
            micros(TASK.CREATED_AT, TASK.STATUS_SINCE).as(TOOK),
            castNull(SQLDataType.BOOLEAN).as(OVERDUE))
        .from(TASK)
        .where(TASK.IS_OPEN.eq(inline(false)))
        .and(isWithin(slice, TASK.STATUS_SINCE))
        .and(asked)
        .unionAll(
            plain(CREATED, key(slice, TASK.CREATED_AT), castNull(SQLDataType.BOOLEAN))
                .where(isWithin(slice, TASK.CREATED_AT))
                .and(asked))
        .unionAll(
            plain(OPEN, key(slice, null), field(TASK.DUE_BY.le(slice.now())))
                .where(TASK.IS_OPEN.eq(inline(true)))
                .and(asked));
  }

  private static SelectJoinStep<Record7<String, String, String, Boolean, Long, Long, Boolean>>
      plain(String fact, Field<String> key, Field<Boolean> overdue) {
    return select(
            inline(fact),
            key,
            castNull(SQLDataType.VARCHAR),
            castNull(SQLDataType.BOOLEAN),
            castNull(SQLDataType.BIGINT),
            castNull(SQLDataType.BIGINT),
            overdue)
        .from(TASK);
  }

  private static Condition asked(TaskSlice slice, Visibility visible) {
    return TASK.DELETED_AT
        .isNull()
        .and(Owned.isVisible(TASK.OWNER_ID, visible))
        .and(slice.owner() == null ? noCondition() : TASK.OWNER_ID.eq(slice.owner().value()))
        .and(slice.type() == null ? noCondition() : TASK.TYPE.eq(slice.type().code()))
        .and(
            slice.team() == null
                ? noCondition()
                : TASK.OWNER_ID.in(
                    select(USER_TEAM.USER_ID)
                        .from(USER_TEAM)
                        .where(USER_TEAM.TEAM_ID.eq(slice.team().value()))));
  }

  private static Condition isWithin(TaskSlice slice, Field<Instant> moment) {
    return moment.ge(slice.from()).and(moment.lt(slice.until()));
  }

  /**
   * @param moment by which the week is told; null for none
   */
  private static Field<String> key(TaskSlice slice, @Nullable Field<Instant> moment) {
    return switch (slice.groupBy()) {
      case null -> castNull(SQLDataType.VARCHAR);
      case OWNER -> TASK.OWNER_ID.cast(SQLDataType.VARCHAR);
      case TYPE -> TASK.TYPE;
      case PRIORITY -> TASK.PRIORITY;
      case WEEK -> moment == null ? castNull(SQLDataType.VARCHAR) : week(slice.weeks(), moment);
    };
  }

  /** Weeks are told by their beginnings, for clocks are changed within some of them. */
  private static Field<String> week(List<Instant> beginnings, Field<Instant> moment) {
    Field<String> last = inline(String.valueOf(beginnings.size()));
    CaseConditionStep<String> found = null;
    for (int week = 0; week < beginnings.size(); week++) {
      Condition before = moment.lt(beginnings.get(week));
      Field<String> number = inline(String.valueOf(week));
      found = found == null ? when(before, number) : found.when(before, number);
    }
    return found == null ? last : found.otherwise(last);
  }

  private static Field<Long> micros(Field<Instant> from, Field<Instant> to) {
    return field(
        "cast((extract(epoch from {0}) - extract(epoch from {1})) * 1000000 as bigint)",
        SQLDataType.BIGINT, to, from);
  }

  private static Field<Long> lateBy() {
    return when(IS_DONE, LATE_BY);
  }

  private static Field<BigDecimal> percentile(double part, Field<Long> of) {
    return percentileCont(inline(part)).withinGroupOrderBy(of);
  }

  private static TaskFigures figures(Record found) {
    BigDecimal median = found.get(MEDIAN);
    return new TaskFigures(
        found.get(DONE),
        found.get(DONE_WITH_DATE),
        found.get(DONE_WITH_DATE) - found.get(LATE),
        median == null
            ? null
            : new TaskFigures.Lateness(
                duration(median),
                duration(Objects.requireNonNull(found.get(NINETIETH))),
                duration(Objects.requireNonNull(found.get(MEAN)))),
        found.get(TIME_TO_COMPLETE) == null ? null : duration(found.get(TIME_TO_COMPLETE)),
        found.get(CANCELLED),
        found.get(BORN),
        (long) found.get(LEFT),
        (long) found.get(LEFT_OVERDUE));
  }

  /** First to the microsecond, for one of the databases computes percentiles in floating point. */
  private static Duration duration(BigDecimal micros) {
    return Duration.ofSeconds(
        micros
            .setScale(0, RoundingMode.HALF_UP)
            .movePointLeft(6)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact());
  }
}
