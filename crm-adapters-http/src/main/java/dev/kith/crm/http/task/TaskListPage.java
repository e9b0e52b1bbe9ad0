package dev.kith.crm.http.task;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.http.pages.Person;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of tasks.
 *
 * @param order how it is sorted
 * @param next the address of the page after this; null on the last
 * @param problems what is wrong with the address
 * @param acts what can be done with tasks that are chosen; nothing for whoever may change none
 * @param refused what was not done with those that were
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
    List<Violation> problems,
    Set<Action> acts,
    List<String> refused) {

  TaskListPage {
    tasks = ImmutableList.copyOf(tasks);
    owners = ImmutableList.copyOf(owners);
    problems = ImmutableList.copyOf(problems);
    acts = ImmutableSet.copyOf(acts);
    refused = ImmutableList.copyOf(refused);
  }

  @Nullable String due(TaskView task) {
    return TaskWords.due(task.content().due(), today, zone);
  }

  boolean mayEdit() {
    return acts.contains(Action.EDIT);
  }

  boolean mayAssign() {
    return acts.contains(Action.ASSIGN);
  }

  /** Whether tasks can be chosen, to do something with all of them. */
  boolean canChoose() {
    return !acts.isEmpty() && !state.showsBin();
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
