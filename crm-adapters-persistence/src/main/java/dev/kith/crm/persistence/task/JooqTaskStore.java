package dev.kith.crm.persistence.task;

import static dev.kith.crm.persistence.generated.Tables.TASK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.application.task.TaskStore;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.persistence.generated.tables.records.TaskRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

public final class JooqTaskStore implements TaskStore {

  private static final String ORIGIN_UNIQUE = "task_origin_unique";

  private static final List<Field<?>> ALL_COLUMNS = List.of(TASK.fields());

  private final Database database;

  public JooqTaskStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return one(TASK.ID.eq(id.value()));
  }

  @Override
  public Optional<Task> lock(TaskId id) {
    return database
        .dsl()
        .selectFrom(TASK)
        .where(TASK.ID.eq(id.value()))
        .forUpdate()
        .fetchOptional(this::task);
  }

  @Override
  public List<Task> lockOpen(@Nullable TaskId after, int limit) {
    return database
        .dsl()
        .selectFrom(TASK)
        .where(TASK.IS_OPEN)
        .and(TASK.DELETED_AT.isNull())
        .and(after == null ? noCondition() : TASK.ID.gt(after.value()))
        .orderBy(TASK.ID)
        .limit(limit)
        .forUpdate()
        .fetch(this::task);
  }

  @Override
  public List<Task> lockAll(Collection<TaskId> ids) {
    // In the order of ids, so that no two runs wait for each other.
    return database
        .dsl()
        .selectFrom(TASK)
        .where(TASK.ID.eq(any(ids.stream().map(TaskId::value).toArray(UUID[]::new))))
        .orderBy(TASK.ID)
        .forUpdate()
        .fetch(this::task);
  }

  @Override
  public void addAll(List<Task> tasks) {
    try {
      Bulk.insert(database, TASK, ALL_COLUMNS, tasks, task -> Bulk.values(row(task)));
    } catch (DataAccessException e) {
      throw Failures.breaks(e, ORIGIN_UNIQUE) ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public void updateAll(List<Task> tasks) {
    Saving.replaceAll(database, tasks, this::row, TASK.ID, TASK.VERSION);
  }

  @Override
  public List<Task> ofOrigins(Collection<String> origins) {
    return database
        .dsl()
        .selectFrom(TASK)
        .where(TASK.ORIGIN.eq(any(origins.toArray(String[]::new))))
        .fetch(this::task);
  }

  @Override
  public Optional<Task> ofOrigin(String origin) {
    return one(TASK.ORIGIN.eq(origin));
  }

  private Optional<Task> one(Condition which) {
    return database.dsl().selectFrom(TASK).where(which).fetchOptional(this::task);
  }

  @Override
  public Outcome<Task> add(Task task) {
    try {
      database.dsl().executeInsert(row(task));
      return Outcome.done(task);
    } catch (DataAccessException e) {
      throw Failures.breaks(e, ORIGIN_UNIQUE) ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public Outcome<Task> update(Task task) {
    return Saving.replace(database, task, row(task), TASK.ID, TASK.VERSION);
  }

  @Override
  public List<TaskId> move(Subject from, Subject to) {
    List<UUID> ids =
        database
            .dsl()
            .select(TASK.ID)
            .from(TASK)
            .where(isAbout(from))
            .orderBy(TASK.ID)
            .fetch(TASK.ID);
    give(ids, from, to);
    return ids.stream().map(TaskId::new).toList();
  }

  @Override
  public void moveBack(Collection<TaskId> tasks, Subject from, Subject to) {
    give(tasks.stream().map(TaskId::value).toList(), from, to);
  }

  private void give(List<UUID> ids, Subject from, Subject to) {
    if (ids.isEmpty()) {
      return;
    }
    database
        .dsl()
        .update(TASK)
        .set(TASK.RELATED_TYPE, to.type())
        .set(TASK.RELATED_ID, to.id())
        .set(TASK.VERSION, TASK.VERSION.plus(1))
        .where(TASK.ID.eq(any(ids.toArray(UUID[]::new))))
        .and(isAbout(from))
        .execute();
  }

  private static Condition isAbout(Subject record) {
    return TASK.RELATED_ID.eq(record.id()).and(TASK.RELATED_TYPE.eq(record.type()));
  }

  private TaskRecord row(Task task) {
    return TaskTable.row(task, database.json());
  }

  private Task task(TaskRecord row) {
    return TaskTable.task(row, database.json());
  }
}
