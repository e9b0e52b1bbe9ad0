package dev.kith.crm.persistence.task;

import static dev.kith.crm.persistence.generated.Tables.APP_USER;
import static dev.kith.crm.persistence.generated.Tables.TASK;
import static java.util.Map.entry;
import static org.jooq.impl.DSL.select;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.application.task.TaskReads;
import dev.kith.crm.application.task.TaskSlice;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Owned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** What is read of tasks, each by one statement. */
public final class JooqTaskReads implements TaskReads {

  /** Empty for owners whom only the embedding application knows. */
  private static final Field<String> OWNER_NAME =
      DSL.field(select(APP_USER.NAME).from(APP_USER).where(APP_USER.ID.eq(TASK.OWNER_ID)))
          .as("owner_name");

  private static final List<Field<?>> SHOWN =
      ImmutableList.<Field<?>>builder().add(TASK.fields()).add(OWNER_NAME).build();

  private final Database database;
  private final ListSql<TaskView> list;

  public JooqTaskReads(Database database) {
    this.database = database;
    this.list =
        new ListSql<>(
            database, TaskFields.CATALOGUE, columns(database), TASK.ID, TASK, SHOWN, this::view);
  }

  private static Map<String, Column> columns(Database database) {
    return Map.ofEntries(
        entry("id", Column.exact(TASK.ID, false)),
        entry("type", Column.keyed(TASK.TYPE, false)),
        entry("subject", Column.text(database, TASK.SUBJECT, false)),
        entry("status", Column.exact(TASK.STATUS, false)),
        entry("open", Column.exact(TASK.IS_OPEN, false)),
        entry("statusSince", Column.exact(TASK.STATUS_SINCE, false)),
        entry("priority", Column.exact(TASK.PRIORITY, false)),
        entry("urgency", Column.exact(TASK.URGENCY, false)),
        entry("dueBy", Column.exact(TASK.DUE_BY, true)),
        entry("relatedType", Column.keyed(TASK.RELATED_TYPE, true)),
        entry("relatedId", Column.exact(TASK.RELATED_ID, true)),
        entry("owner", Column.exact(TASK.OWNER_ID, true)),
        entry("recurring", Column.exact(TASK.IS_RECURRING, false)),
        entry("series", Column.exact(TASK.SERIES_ID, true)),
        entry("snoozedUntil", Column.exact(TASK.SNOOZED_UNTIL, true)),
        entry("origin", Column.text(database, TASK.ORIGIN, true)),
        entry("createdAt", Column.exact(TASK.CREATED_AT, false)),
        entry("updatedAt", Column.exact(TASK.UPDATED_AT, false)),
        entry("deletedAt", Column.exact(TASK.DELETED_AT, true)));
  }

  @Override
  public Optional<TaskView> find(TaskId id, Visibility visible) {
    return database
        .dsl()
        .select(SHOWN)
        .from(TASK)
        .where(TASK.ID.eq(id.value()))
        .and(Owned.isVisible(TASK.OWNER_ID, visible))
        .fetchOptional(this::view);
  }

  @Override
  public Page<TaskView> page(ListQuery query, Visibility visible) {
    return list.page(query, which(query, visible));
  }

  @Override
  public void each(ListQuery query, Visibility visible, Consumer<TaskView> consumer) {
    list.each(query, which(query, visible), consumer);
  }

  private Condition which(ListQuery query, Visibility visible) {
    return Owned.isVisible(TASK.OWNER_ID, visible)
        .and(ListSql.isIn(query.bin(), TASK.DELETED_AT))
        .and(
            ListSql.hasFragments(
                query.search(), List.of(database.lower(TASK.SUBJECT), database.lower(TASK.NOTES))));
  }

  @Override
  public TaskSlice.Tally tally(TaskSlice slice, Visibility visible) {
    return TallySql.tally(database, slice, visible);
  }

  private TaskView view(Record row) {
    return TaskView.of(TaskTable.task(row.into(TASK), database.json()), row.get(OWNER_NAME));
  }
}
