package dev.kith.crm.application.task;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.Occurrence;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskContent;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as people read it.
 *
 * @param ownerName null without an owner, and for owners whom only the embedding application knows
 * @param relatedName how the record that it is about is called; null if there is none, or none that
 *     the reader can see
 * @param overdue whether it should have been done by the moment of reading
 */
public record TaskView(
    TaskId id,
    Revision revision,
    TaskContent content,
    @Nullable UserId owner,
    @Nullable String ownerName,
    @Nullable String relatedName,
    TaskStatus status,
    @Nullable Instant snoozedUntil,
    @Nullable String origin,
    @Nullable Occurrence occurrence,
    boolean overdue) {

  /** As it is stored: nothing is known of the record that it is about, nor what time it is. */
  public static TaskView of(Task task, @Nullable String ownerName) {
    return new TaskView(
        task.id(),
        task.revision(),
        task.content(),
        task.owner(),
        ownerName,
        null,
        task.status(),
        task.snoozedUntil(),
        task.origin(),
        task.occurrence(),
        false);
  }

  TaskView read(@Nullable String nameOfRelated, Instant now) {
    Due due = content.due();
    return new TaskView(
        id,
        revision,
        content,
        owner,
        ownerName,
        nameOfRelated,
        status,
        snoozedUntil,
        origin,
        occurrence,
        isOpen() && due != null && due.isOver(now));
  }

  public boolean isOpen() {
    return status.name().isOpen();
  }

  /** Whether it comes again when it has ended. */
  public boolean recurring() {
    return content.recurrence() != null;
  }

  /** From this moment on it is overdue; null if it is not due at all. */
  public @Nullable Instant dueBy() {
    return content.due() == null ? null : content.due().deadline();
  }
}
