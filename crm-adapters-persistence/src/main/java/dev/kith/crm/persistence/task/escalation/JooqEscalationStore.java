package dev.kith.crm.persistence.task.escalation;

import static dev.kith.crm.persistence.generated.Tables.TASK;
import static dev.kith.crm.persistence.generated.Tables.TASK_ESCALATION;
import static dev.kith.crm.persistence.generated.Tables.TASK_ESCALATION_PLAN;
import static dev.kith.crm.persistence.generated.Tables.TASK_ESCALATION_STATE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;

import dev.kith.crm.application.task.escalation.EscalationStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.Escalation;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import dev.kith.crm.domain.task.escalation.EscalationPolicyId;
import dev.kith.crm.domain.task.escalation.EscalationState;
import dev.kith.crm.domain.task.escalation.EscalationState.Acknowledgement;
import dev.kith.crm.domain.task.escalation.EscalationState.Pause;
import dev.kith.crm.persistence.generated.tables.records.TaskEscalationPlanRecord;
import dev.kith.crm.persistence.generated.tables.records.TaskEscalationRecord;
import dev.kith.crm.persistence.generated.tables.records.TaskEscalationStateRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.DuePlans;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;

public final class JooqEscalationStore implements EscalationStore {

  private final Database database;
  private final DuePlans<TaskEscalationPlanRecord> due;

  public JooqEscalationStore(Database database) {
    this.database = database;
    this.due =
        new DuePlans<>(
            database,
            TASK_ESCALATION_PLAN,
            TASK_ESCALATION_PLAN.DUE_AT,
            List.of(TASK_ESCALATION_PLAN.TASK_ID, TASK_ESCALATION_PLAN.POLICY_ID),
            TASK_ESCALATION_PLAN.LEFT_TO,
            TASK_ESCALATION_PLAN.LEFT_DUE_AT);
  }

  @Override
  public Map<TaskId, EscalationState> states(Collection<TaskId> tasks) {
    return database
        .dsl()
        .selectFrom(TASK_ESCALATION_STATE)
        .where(TASK_ESCALATION_STATE.TASK_ID.eq(any(ids(tasks))))
        .fetchMap(row -> new TaskId(row.getTaskId()), this::state);
  }

  @Override
  public void save(TaskId task, EscalationState state) {
    database
        .dsl()
        .deleteFrom(TASK_ESCALATION_STATE)
        .where(TASK_ESCALATION_STATE.TASK_ID.eq(task.value()))
        .execute();
    Acknowledgement acknowledged = state.acknowledged();
    TaskEscalationStateRecord row = new TaskEscalationStateRecord();
    row.setTaskId(task.value());
    row.setTouchedAt(state.touchedAt());
    row.setPauses(database.json().write(state.pauses()));
    row.setWaitingSince(state.waitingSince());
    if (acknowledged != null) {
      row.setAcknowledgedAt(acknowledged.at());
      row.setAcknowledgedDue(acknowledged.dueBy());
      row.setAcknowledgedBy(acknowledged.by());
    }
    database.dsl().executeInsert(row);
  }

  @Override
  public Map<TaskId, List<Escalation>> escalations(Collection<TaskId> tasks) {
    return database
        .dsl()
        .selectFrom(TASK_ESCALATION)
        .where(TASK_ESCALATION.TASK_ID.eq(any(ids(tasks))))
        .orderBy(TASK_ESCALATION.ESCALATED_AT, TASK_ESCALATION.MOMENT, TASK_ESCALATION.LEVEL)
        .fetch(JooqEscalationStore::escalation)
        .stream()
        .collect(groupingBy(Escalation::task, toList()));
  }

  @Override
  public void add(Escalation escalation) {
    TaskEscalationRecord row = new TaskEscalationRecord();
    row.setTaskId(escalation.task().value());
    row.setPolicyId(escalation.policy().value());
    row.setLevel(escalation.level());
    row.setBeganAt(escalation.beginning());
    row.setPolicyName(escalation.policyName());
    row.setMoment(escalation.moment());
    row.setEscalatedAt(escalation.at());
    row.setDeed(escalation.deed().name());
    row.setRaised(escalation.raised());
    row.setOutcome(escalation.outcome());
    database.dsl().executeInsert(row);
  }

  @Override
  public void plan(Collection<TaskId> tasks, List<Planned> plans) {
    database
        .dsl()
        .deleteFrom(TASK_ESCALATION_PLAN)
        .where(TASK_ESCALATION_PLAN.TASK_ID.eq(any(ids(tasks))))
        .execute();
    database.dsl().batchInsert(plans.stream().map(JooqEscalationStore::row).toList()).execute();
  }

  @Override
  public Map<UserId, Long> openTasks(Collection<UserId> users) {
    return database
        .dsl()
        .select(TASK.OWNER_ID, count())
        .from(TASK)
        .where(TASK.OWNER_ID.eq(any(users.stream().map(UserId::value).toArray(UUID[]::new))))
        .and(TASK.IS_OPEN)
        .and(TASK.DELETED_AT.isNull())
        .groupBy(TASK.OWNER_ID)
        .fetchMap(row -> new UserId(row.value1()), row -> row.value2().longValue());
  }

  @Override
  public Optional<Planned> takeNext(Instant now) {
    return taken(due.lockNext(now));
  }

  @Override
  public boolean leaveTo(JobId job, Planned plan) {
    return due.leave(job, is(plan), plan.due());
  }

  @Override
  public Optional<Planned> takeLeft(JobId job) {
    return taken(due.lockLeft(job));
  }

  private Optional<Planned> taken(Optional<TaskEscalationPlanRecord> locked) {
    Optional<Planned> plan =
        locked.map(row ->
            new Planned(
                new TaskId(row.getTaskId()),
                new EscalationPolicyId(row.getPolicyId()),
                due.certainMomentOf(row)));
    plan.ifPresent(
        taken -> database.dsl().deleteFrom(TASK_ESCALATION_PLAN).where(is(taken)).execute());
    return plan;
  }

  private static Condition is(Planned plan) {
    return TASK_ESCALATION_PLAN
        .TASK_ID
        .eq(plan.task().value())
        .and(TASK_ESCALATION_PLAN.POLICY_ID.eq(plan.policy().value()));
  }

  @Override
  public Optional<Instant> nextDue() {
    return due.nextDue();
  }

  private static UUID[] ids(Collection<TaskId> tasks) {
    return tasks.stream().map(TaskId::value).toArray(UUID[]::new);
  }

  private static TaskEscalationPlanRecord row(Planned plan) {
    TaskEscalationPlanRecord row = new TaskEscalationPlanRecord();
    row.setTaskId(plan.task().value());
    row.setPolicyId(plan.policy().value());
    row.setDueAt(plan.due());
    return row;
  }

  private EscalationState state(TaskEscalationStateRecord row) {
    return new EscalationState(
        row.getTouchedAt(),
        database.json().readList(row.getPauses(), Pause.class),
        row.getWaitingSince(),
        row.getAcknowledgedAt() == null
            ? null
            : new Acknowledgement(
                row.getAcknowledgedAt(), row.getAcknowledgedDue(), row.getAcknowledgedBy()));
  }

  private static Escalation escalation(TaskEscalationRecord row) {
    return new Escalation(
        new TaskId(row.getTaskId()),
        new EscalationPolicyId(row.getPolicyId()),
        row.getPolicyName(),
        row.getLevel(),
        row.getBeganAt(),
        row.getMoment(),
        row.getEscalatedAt(),
        Deed.valueOf(row.getDeed()),
        row.getRaised(),
        row.getOutcome());
  }
}
