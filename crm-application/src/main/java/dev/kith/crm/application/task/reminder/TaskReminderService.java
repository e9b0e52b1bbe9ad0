package dev.kith.crm.application.task.reminder;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import dev.kith.crm.application.task.TaskQueries;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.task.Reminder;
import dev.kith.crm.domain.task.ReminderState;
import dev.kith.crm.domain.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

final class TaskReminderService implements TaskReminders {

  private static final Comparator<Told> BY_MOMENT =
      comparing(Told::moment, nullsLast(naturalOrder()));

  private final TaskQueries tasks;
  private final ReminderStore store;

  TaskReminderService(TaskQueries tasks, ReminderStore store) {
    this.tasks = tasks;
    this.store = store;
  }

  @Override
  public Outcome<List<Told>> of(TaskId id) {
    return tasks.get(id).map(task -> told(task, store.of(List.of(id)).getOrDefault(id, List.of())));
  }

  @Override
  public Map<TaskId, Instant> lastTold(Collection<TaskView> seen) {
    Map<TaskId, Instant> last = new HashMap<>();
    store
        .of(seen.stream().map(TaskView::id).toList())
        .forEach((id, states) ->
            states.stream()
                .map(ReminderState::toldAt)
                .filter(Objects::nonNull)
                .max(naturalOrder())
                .ifPresent(at -> last.put(id, at)));
    return last;
  }

  /** Of the task as it is now: what has happened to it may not have been planned for yet. */
  private static List<Told> told(TaskView task, List<ReminderState> states) {
    Map<Reminder, ReminderState> known = new HashMap<>();
    states.forEach(state -> known.put(state.reminder(), state));
    return task.content().reminders().stream()
        .map(reminder -> told(task, reminder, known.get(reminder)))
        .sorted(BY_MOMENT)
        .toList();
  }

  private static Told told(TaskView task, Reminder reminder, @Nullable ReminderState state) {
    Instant moment = reminder.moment(task.content().due()).orElse(null);
    boolean off = !task.isOpen() || task.revision().isDeleted() || moment == null;
    boolean told = state != null && state.toldFor() != null && state.due() == null;
    return new Told(
        reminder,
        told ? State.TOLD : off ? State.OFF : State.PLANNED,
        moment,
        state == null ? null : state.toldAt());
  }
}
