package dev.kith.crm.http.task;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.task.TaskQueries.Day;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.Escalation;
import dev.kith.crm.http.pages.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The day of somebody.
 *
 * @param owners to whom tasks can be given
 * @param reminded when tasks were last reminded of
 * @param escalated how tasks were last escalated
 */
record DayPage(
    Day day,
    ZoneId zone,
    List<Person> owners,
    Map<TaskId, Instant> reminded,
    Map<TaskId, Escalation> escalated,
    boolean mayEdit,
    boolean mayAssign) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE, MMMM d", Locale.ENGLISH);

  DayPage {
    owners = ImmutableList.copyOf(owners);
    reminded = ImmutableMap.copyOf(reminded);
    escalated = ImmutableMap.copyOf(escalated);
  }

  /** Some of the tasks, under a heading. */
  record Part(String id, String title, List<TaskView> tasks) {
    Part {
      tasks = ImmutableList.copyOf(tasks);
    }
  }

  /** Every task of a day, once. */
  static List<TaskView> all(Day day) {
    return Stream.of(day.overdue(), day.today(), day.next(), day.undated(), day.snoozed())
        .flatMap(List::stream)
        .toList();
  }

  /** When it was last reminded of; null if it never was. */
  @Nullable Instant remindedOf(TaskView task) {
    return reminded.get(task.id());
  }

  @Nullable Escalation escalationOf(TaskView task) {
    return escalated.get(task.id());
  }

  String date() {
    return DATE.format(day.date());
  }

  LocalDate today() {
    return day.date();
  }

  List<Part> parts() {
    return List.of(
            new Part("overdue", "Overdue", day.overdue()),
            new Part("today", "Today", day.today()),
            new Part("next", "Next seven days", day.next()),
            new Part("undated", "Without a date", day.undated()),
            new Part("snoozed", "Snoozed", day.snoozed()))
        .stream()
        .filter(part -> !part.tasks().isEmpty())
        .toList();
  }

  boolean isEmpty() {
    return parts().isEmpty();
  }

  @Nullable String due(TaskView task) {
    return TaskWords.due(task.content().due(), day.date(), zone);
  }
}
