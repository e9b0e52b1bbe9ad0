package dev.kith.crm.domain.task;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a task's place in its series when its content is replaced.
 *
 * @param content what the task says then
 * @param occurrence which time of a series it is then; null if it never came again
 */
record SeriesEdit(TaskContent content, @Nullable Occurrence occurrence) {

  /** The times behind this one stay as they are. */
  static SeriesEdit alone(Task task, TaskContent wanted) {
    Occurrence known = Objects.requireNonNull(task.occurrence());
    return new SeriesEdit(wanted, known.following(known.rest(task.content())));
  }

  /** The times behind this one change likewise. */
  static SeriesEdit withFuture(Task task, TaskContent wanted, Set<TaskField> changed) {
    Occurrence known = task.occurrence();
    Recurrence recurrence = wanted.recurrence();
    if (known == null || recurrence == null) {
      return new SeriesEdit(wanted, begun(task.id(), known, wanted));
    }
    TaskContent kept = wanted;
    Occurrence next = known;
    Due due = Objects.requireNonNull(wanted.due());
    if (beginsAnew(task, wanted)) {
      next = Occurrence.first(known.series(), known.number(), due);
      Integer count = recurrence.rule().count();
      if (count != null && recurrence.equals(task.content().recurrence())) {
        kept = wanted.recurring(recurrence.count(known.left(count)));
      }
    } else if (changed.contains(TaskField.DUE)) {
      next = known.at(due);
    }
    TaskContent rest = known.following();
    return new SeriesEdit(kept, rest == null ? next : next.following(rest.with(changed, kept)));
  }

  /** See {@link Task#beginsAnew}. */
  static boolean beginsAnew(Task task, TaskContent wanted) {
    Recurrence recurrence = wanted.recurrence();
    Recurrence before = task.content().recurrence();
    Occurrence known = task.occurrence();
    Due due = wanted.due();
    if (recurrence == null || due == null) {
      return false;
    }
    return known == null
        || before == null
        || !recurrence.goesLike(before)
        || (!due.equals(task.content().due()) && !due.day(due.zone()).equals(known.day()));
  }

  /** Begins a series, or its schedule anew, where the content comes again. */
  static @Nullable Occurrence begun(TaskId id, @Nullable Occurrence known, TaskContent content) {
    if (content.recurrence() == null) {
      return known == null ? null : known.following(null);
    }
    Due due = Objects.requireNonNull(content.due());
    return known == null
        ? Occurrence.first(new SeriesId(id.value()), 1, due)
        : Occurrence.first(known.series(), known.number(), due);
  }
}
