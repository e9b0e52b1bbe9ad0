package dev.kith.crm.persistence.task.reminder;

import static dev.kith.crm.persistence.generated.Tables.TASK_REMINDER;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.jooq.impl.DSL.any;

import dev.kith.crm.application.task.reminder.ReminderStore;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.task.Reminder;
import dev.kith.crm.domain.task.ReminderState;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.persistence.generated.tables.records.TaskReminderRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.DuePlans;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

public final class JooqReminderStore implements ReminderStore {

  private final Database database;
  private final DuePlans<TaskReminderRecord> due;

  public JooqReminderStore(Database database) {
    this.database = database;
    this.due =
        new DuePlans<>(
            database,
            TASK_REMINDER,
            TASK_REMINDER.DUE_AT,
            List.of(TASK_REMINDER.TASK_ID, TASK_REMINDER.REMINDER),
            TASK_REMINDER.LEFT_TO,
            TASK_REMINDER.LEFT_DUE_AT);
  }

  @Override
  public Map<TaskId, List<ReminderState>> of(Collection<TaskId> tasks) {
    UUID[] ids = tasks.stream().map(TaskId::value).toArray(UUID[]::new);
    return database
        .dsl()
        .selectFrom(TASK_REMINDER)
        .where(TASK_REMINDER.TASK_ID.eq(any(ids)))
        .fetch(this::planned)
        .stream()
        .collect(groupingBy(Planned::task, mapping(Planned::state, toList())));
  }

  @Override
  public List<ReminderState> lock(TaskId task) {
    return database
        .dsl()
        .selectFrom(TASK_REMINDER)
        .where(TASK_REMINDER.TASK_ID.eq(task.value()))
        .orderBy(TASK_REMINDER.REMINDER)
        .forUpdate()
        .fetch(row -> planned(row).state());
  }

  @Override
  public void replace(TaskId task, List<ReminderState> states) {
    database
        .dsl()
        .deleteFrom(TASK_REMINDER)
        .where(TASK_REMINDER.TASK_ID.eq(task.value()))
        .execute();
    database
        .dsl()
        .batchInsert(states.stream().map(state -> row(new Planned(task, state))).toList())
        .execute();
  }

  @Override
  public void update(Planned taken) {
    database.dsl().executeUpdate(row(taken));
  }

  @Override
  public Optional<Planned> takeNext(Instant now) {
    return taken(due.lockNext(now));
  }

  @Override
  public boolean leaveTo(JobId job, Planned planned) {
    return due.leave(
        job,
        TASK_REMINDER
            .TASK_ID
            .eq(planned.task().value())
            .and(TASK_REMINDER.REMINDER.eq(planned.state().reminder().code())),
        planned.state().due());
  }

  @Override
  public Optional<Planned> takeLeft(JobId job) {
    return taken(due.lockLeft(job));
  }

  private Optional<Planned> taken(Optional<TaskReminderRecord> locked) {
    Optional<Planned> next = locked.map(this::planned);
    next.ifPresent(taken -> update(new Planned(taken.task(), taken.state().taken())));
    return next;
  }

  @Override
  public Optional<Instant> nextDue() {
    return due.nextDue();
  }

  private static TaskReminderRecord row(Planned planned) {
    ReminderState state = planned.state();
    TaskReminderRecord row = new TaskReminderRecord();
    row.setTaskId(planned.task().value());
    row.setReminder(state.reminder().code());
    row.setDueAt(state.due());
    row.setLeftTo(null);
    row.setLeftDueAt(null);
    row.setToldFor(state.toldFor());
    row.setToldAt(state.toldAt());
    return row;
  }

  private Planned planned(TaskReminderRecord row) {
    return new Planned(
        new TaskId(row.getTaskId()),
        new ReminderState(
            Reminder.parse(row.getReminder()).orElseThrow(),
            due.momentOf(row),
            row.getToldFor(),
            row.getToldAt()));
  }
}
