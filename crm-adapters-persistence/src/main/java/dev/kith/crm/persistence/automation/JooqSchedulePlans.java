package dev.kith.crm.persistence.automation;

import static dev.kith.crm.persistence.generated.Tables.RULE_SCHEDULE;

import dev.kith.crm.application.automation.SchedulePlans;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.persistence.generated.tables.records.RuleScheduleRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.DuePlans;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

public final class JooqSchedulePlans implements SchedulePlans {

  private final Database database;
  private final DuePlans<RuleScheduleRecord> due;

  public JooqSchedulePlans(Database database) {
    this.database = database;
    this.due =
        new DuePlans<>(
            database,
            RULE_SCHEDULE,
            RULE_SCHEDULE.DUE_AT,
            List.of(RULE_SCHEDULE.RULE_ID),
            RULE_SCHEDULE.LEFT_TO,
            RULE_SCHEDULE.LEFT_DUE_AT);
  }

  @Override
  public void put(Plan plan) {
    drop(plan.rule());
    RuleScheduleRecord row = new RuleScheduleRecord();
    row.setRuleId(plan.rule().value());
    row.setRuleNumber(plan.number());
    row.setDueAt(plan.due());
    row.setAfterId(plan.after());
    database.dsl().executeInsert(row);
  }

  @Override
  public void drop(RuleId rule) {
    database
        .dsl()
        .deleteFrom(RULE_SCHEDULE)
        .where(RULE_SCHEDULE.RULE_ID.eq(rule.value()))
        .execute();
  }

  @Override
  public Optional<Plan> find(RuleId rule) {
    return database
        .dsl()
        .selectFrom(RULE_SCHEDULE)
        .where(RULE_SCHEDULE.RULE_ID.eq(rule.value()))
        .fetchOptional(this::plan);
  }

  @Override
  public Optional<Plan> takeNext(Instant now) {
    return taken(due.lockNext(now));
  }

  @Override
  public boolean leaveTo(JobId job, Plan plan) {
    return due.leave(job, RULE_SCHEDULE.RULE_ID.eq(plan.rule().value()), plan.due());
  }

  @Override
  public Optional<Plan> takeLeft(JobId job) {
    return taken(due.lockLeft(job));
  }

  private Optional<Plan> taken(Optional<RuleScheduleRecord> locked) {
    Optional<Plan> plan = locked.map(this::plan);
    plan.ifPresent(taken -> drop(taken.rule()));
    return plan;
  }

  @Override
  public Optional<Instant> nextDue() {
    return due.nextDue();
  }

  private Plan plan(RuleScheduleRecord row) {
    return new Plan(
        new RuleId(row.getRuleId()),
        row.getRuleNumber(),
        due.certainMomentOf(row),
        row.getAfterId());
  }
}
