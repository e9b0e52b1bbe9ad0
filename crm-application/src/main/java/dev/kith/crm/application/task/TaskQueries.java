package dev.kith.crm.application.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of tasks: list, single read, export and day show the same tasks, those that the
 * actor reaches with {@code task:view}. Each can be refused with {@code forbidden} or {@code
 * not-found}.
 */
public interface TaskQueries {

  /** So many days behind today belong to somebody's day. */
  int DAYS_AHEAD = 7;

  /** So many tasks of one day are shown; whoever has more looks at the list. */
  int MOST_OF_A_DAY = ListQuery.LARGEST_LIMIT;

  /** So many dates of a series are worked out at once. */
  int MOST_COMING = 100;

  FieldCatalogue<TaskView> fields();

  /** Deleted tasks are found too: {@link TaskView#revision()} tells. */
  Outcome<TaskView> get(TaskId id);

  /** A task that one of the actor's own commands has answered, as this actor may see it. */
  TaskView shown(Task task);

  /** The same of many, in the same order. */
  List<TaskView> shown(List<Task> tasks);

  /** Also refused with {@code invalid}. */
  Outcome<Page<TaskView>> list(ListQuery query);

  /** Whether {@link #export} would be refused; nothing is exported, and nothing recorded. */
  Outcome<ListQuery> exportable(ListQuery query);

  /**
   * Every task that the query finds, whatever its limit and cursor, one by one in its order; the
   * names in it are those of {@link #list}. Needs {@code task:export} as well; what the actor may
   * see but not export is left out. Who exported how many is written to the audit trail.
   *
   * @return how many there were
   */
  Outcome<Long> export(ListQuery query, Consumer<TaskView> each);

  /** Everything that happened to the task, newest first. */
  Outcome<List<AuditEntry>> timeline(TaskId id, @Nullable UUID beforeEntry, int limit);

  /**
   * When a task that comes again is due after this time, as far as its rule tells today: at most so
   * many dates, {@value #MOST_COMING} however many are asked for. Of a rule that counts from
   * completion, as if each time were done on its day. Empty for a task that does not come again.
   */
  Outcome<List<Due>> coming(TaskId id, int limit);

  /**
   * When a task that is not there yet would be due, the first time included. Refused with {@code
   * invalid}. Nothing is done.
   */
  Outcome<List<Due>> preview(DueDraft due, RecurrenceDraft recurrence, int limit);

  /** The zone of the business: that of the default calendar. */
  ZoneId usualZone();

  /**
   * What the actor has to do, on a clock of this zone. Moments count on the day that they fall on
   * there; days are the same everywhere.
   *
   * @param zone null for that of the business
   */
  Outcome<Day> day(@Nullable ZoneId zone);

  /**
   * The open tasks of somebody, by the day on which they are due; the earlier due and then the more
   * urgent first.
   *
   * @param date today
   * @param overdue of days before, and of moments that have passed today
   * @param next of the {@value #DAYS_AHEAD} days behind today
   * @param undated those that are not due at all
   * @param snoozed those that are to be seen again later, whenever they are due
   * @param more whether there are more than are shown
   */
  record Day(
      LocalDate date,
      List<TaskView> overdue,
      List<TaskView> today,
      List<TaskView> next,
      List<TaskView> undated,
      List<TaskView> snoozed,
      boolean more) {
    public Day {
      overdue = ImmutableList.copyOf(overdue);
      today = ImmutableList.copyOf(today);
      next = ImmutableList.copyOf(next);
      undated = ImmutableList.copyOf(undated);
      snoozed = ImmutableList.copyOf(snoozed);
    }
  }
}
