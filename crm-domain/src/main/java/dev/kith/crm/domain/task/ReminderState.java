package dev.kith.crm.domain.task;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a reminder of a task.
 *
 * @param due when it is to be told; null if it is not, for it has been, or the task has ended
 * @param toldFor the moment for which it was last told; null if it never was
 * @param toldAt when that happened
 */
public record ReminderState(
    Reminder reminder, @Nullable Instant due, @Nullable Instant toldFor, @Nullable Instant toldAt) {

  /**
   * What is to be told of a task, after something has happened to it. Each reminder is told once: a
   * moment that has passed is told at once, unless the reminder was told before, and one that moves
   * to a later moment is told again then. Of what has ended nothing is told, until it is reopened.
   *
   * @param before what was known of its reminders; those that it no longer has are left out
   * @param at when it happened
   */
  public static List<ReminderState> plan(Task task, List<ReminderState> before, Instant at) {
    Map<Reminder, ReminderState> known = new HashMap<>();
    before.forEach(state -> known.put(state.reminder, state));
    return task.content().reminders().stream()
        .map(reminder ->
            known
                .getOrDefault(reminder, new ReminderState(reminder, null, null, null))
                .planned(task, at))
        .toList();
  }

  private ReminderState planned(Task task, Instant at) {
    Instant moment = momentOf(task);
    boolean wanted =
        moment != null
            && (toldFor == null
                || moment.equals(due)
                || (moment.isAfter(at) && !moment.equals(toldFor)));
    return new ReminderState(reminder, wanted ? moment : null, toldFor, toldAt);
  }

  /** When it is to be told as the task is now; null if it is not. */
  public @Nullable Instant momentOf(Task task) {
    return task.status().name().isOpen() && !task.revision().isDeleted()
        ? reminder.moment(task.content().due()).orElse(null)
        : null;
  }

  /** Its moment has come; what follows is up to whoever takes it. */
  public ReminderState taken() {
    return new ReminderState(reminder, null, toldFor, toldAt);
  }

  /** It has been told, for the moment at which it was due. */
  public ReminderState told(Instant now) {
    return new ReminderState(reminder, null, due, now);
  }
}
