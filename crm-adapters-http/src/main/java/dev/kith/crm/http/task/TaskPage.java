package dev.kith.crm.http.task;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.application.task.escalation.TaskEscalations.OfTask;
import dev.kith.crm.application.task.reminder.TaskReminders.Told;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.Recurrence;
import dev.kith.crm.domain.task.TaskStatus;
import dev.kith.crm.domain.task.escalation.EscalationLevel;
import dev.kith.crm.domain.task.escalation.Ladder;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.pages.EntryWords;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.task.escalation.EscalationWords;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task with its history.
 *
 * @param reachable what the person may do with this very task
 * @param reminders in the order of their moments
 * @param coming when it is due after this time
 * @param present the open task of the series where this one has ended; null if there is none
 * @param names of whom its ladders name
 * @param problems what kept the last action from being done
 */
record TaskPage(
    TaskView task,
    Set<Action> reachable,
    List<Person> owners,
    Sharing sharing,
    List<EntryWords> history,
    List<Told> reminders,
    List<Due> coming,
    @Nullable TaskView present,
    OfTask escalations,
    Map<UUID, String> names,
    LocalDate today,
    ZoneId zone,
    Problems problems) {

  TaskPage {
    reachable = ImmutableSet.copyOf(reachable);
    owners = ImmutableList.copyOf(owners);
    history = ImmutableList.copyOf(history);
    reminders = ImmutableList.copyOf(reminders);
    coming = ImmutableList.copyOf(coming);
    names = ImmutableMap.copyOf(names);
  }

  boolean may(Action action) {
    return reachable.contains(action);
  }

  boolean isDeleted() {
    return task.revision().isDeleted();
  }

  boolean isChangeable() {
    return !isDeleted() && may(Action.EDIT);
  }

  boolean canBecome(TaskStatus.Name status) {
    return isChangeable() && task.status().next().contains(status);
  }

  /** Whether there is a ladder that saying so would stop. */
  boolean isAcknowledgeable() {
    return isChangeable()
        && escalations.ladders().stream()
            .flatMap(ladder -> ladder.steps().stream())
            .anyMatch(step ->
                step.state() == Ladder.State.PLANNED || step.state() == Ladder.State.WAITING);
  }

  String deed(EscalationLevel level) {
    return EscalationWords.deed(level.deed(), level.to(), names);
  }

  boolean isSnoozable() {
    return isChangeable() && task.isOpen();
  }

  @Nullable String due() {
    return TaskWords.due(task.content().due(), today, zone);
  }

  @Nullable String recurrence() {
    Recurrence recurrence = task.content().recurrence();
    return recurrence == null ? null : RecurrenceWords.of(recurrence);
  }

  /** Such as "3rd time". */
  @Nullable String occurrence() {
    return task.occurrence() == null
        ? null
        : RecurrenceWords.ordinal(task.occurrence().number()) + " time";
  }

  List<String> comingDays() {
    return coming.stream()
        .map(due -> Objects.requireNonNull(TaskWords.due(due, today, zone)))
        .toList();
  }

  static List<Snooze> snoozes() {
    return List.of(Snooze.values());
  }

  long stepsDone() {
    return task.content().checklist().stream().filter(step -> step.done()).count();
  }
}
