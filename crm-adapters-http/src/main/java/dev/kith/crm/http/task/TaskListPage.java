package dev.kith.crm.http.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.http.pages.Person;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of tasks.
 *
 * @param order how it is sorted
 * @param next the address of the page after this; null on the last
 * @param problems what is wrong with the address
 */
record TaskListPage(
    TaskListState state,
    SortKey order,
    List<TaskView> tasks,
    long total,
    @Nullable String next,
    List<Person> owners,
    LocalDate today,
    ZoneId zone,
    List<Violation> problems) {

  TaskListPage {
    tasks = ImmutableList.copyOf(tasks);
    owners = ImmutableList.copyOf(owners);
    problems = ImmutableList.copyOf(problems);
  }

  @Nullable String due(TaskView task) {
    return TaskWords.due(task.content().due(), today, zone);
  }

  static List<TaskType> types() {
    return TaskType.USUAL;
  }

  /** Where a click on a heading leads: the other way round if it is sorted by that already. */
  String sortHref(String field, boolean descendingFirst) {
    boolean same = order.field().equals(field);
    boolean descending = same ? !order.descending() : descendingFirst;
    return state.sortedBy((descending ? "-" : "") + field).href();
  }

  @Nullable String ariaSort(String field) {
    return order.field().equals(field) ? (order.descending() ? "descending" : "ascending") : null;
  }
}
