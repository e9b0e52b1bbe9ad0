package dev.kith.crm.persistence.automation;

import static dev.kith.crm.persistence.generated.Tables.RULE_ABSENCE;

import dev.kith.crm.application.automation.AbsencePlans;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.persistence.generated.tables.records.RuleAbsenceRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.DuePlans;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;

public final class JooqAbsencePlans implements AbsencePlans {

  private final Database database;
  private final DuePlans<RuleAbsenceRecord> due;

  public JooqAbsencePlans(Database database) {
    this.database = database;
    this.due =
        new DuePlans<>(
            database,
            RULE_ABSENCE,
            RULE_ABSENCE.DUE_AT,
            List.of(RULE_ABSENCE.RULE_ID, RULE_ABSENCE.RECORD_ID),
            RULE_ABSENCE.LEFT_TO,
            RULE_ABSENCE.LEFT_DUE_AT);
  }

  @Override
  public void put(Plan plan) {
    drop(plan.rule(), plan.record());
    RuleAbsenceRecord row = new RuleAbsenceRecord();
    row.setRuleId(plan.rule().value());
    row.setRuleNumber(plan.number());
    row.setRecordType(plan.record().type());
    row.setRecordId(plan.record().id());
    row.setDueAt(plan.due());
    row.setEventId(plan.event());
    row.setEventType(plan.eventType());
    row.setEventAt(plan.eventAt());
    row.setActorName(plan.actor());
    row.setRequestId(plan.requestId());
    row.setDepth(plan.depth());
    database.dsl().executeInsert(row);
  }

  @Override
  public void drop(RuleId rule, Subject record) {
    database.dsl().deleteFrom(RULE_ABSENCE).where(is(rule.value(), record.id())).execute();
  }

  @Override
  public Optional<Plan> takeNext(Instant now) {
    return taken(due.lockNext(now));
  }

  @Override
  public boolean leaveTo(JobId job, Plan plan) {
    return due.leave(job, is(plan.rule().value(), plan.record().id()), plan.due());
  }

  @Override
  public Optional<Plan> takeLeft(JobId job) {
    return taken(due.lockLeft(job));
  }

  private Optional<Plan> taken(Optional<RuleAbsenceRecord> locked) {
    Optional<Plan> plan = locked.map(this::plan);
    plan.ifPresent(taken -> drop(taken.rule(), taken.record()));
    return plan;
  }

  @Override
  public Optional<Instant> nextDue() {
    return due.nextDue();
  }

  private static Condition is(UUID rule, UUID record) {
    return RULE_ABSENCE.RULE_ID.eq(rule).and(RULE_ABSENCE.RECORD_ID.eq(record));
  }

  private Plan plan(RuleAbsenceRecord row) {
    return new Plan(
        new RuleId(row.getRuleId()),
        row.getRuleNumber(),
        new Subject(row.getRecordType(), row.getRecordId()),
        due.certainMomentOf(row),
        row.getEventId(),
        row.getEventType(),
        row.getEventAt(),
        row.getActorName(),
        row.getRequestId(),
        row.getDepth());
  }
}
