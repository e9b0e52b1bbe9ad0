package dev.kith.crm.persistence.task;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.ChecklistItem;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.Occurrence;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Recurrence;
import dev.kith.crm.domain.task.Reminder;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskContent;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.TaskStatus;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.persistence.generated.tables.records.TaskRecord;
import dev.kith.crm.persistence.kernel.RecordJson;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of a task, and the task of a row. */
final class TaskTable {

  private TaskTable() {}

  static TaskRecord row(Task task, RecordJson json) {
    TaskContent content = task.content();
    TaskRecord row = new TaskRecord();
    row.setId(task.id().value());
    row.setVersion(task.revision().version());
    row.setCreatedAt(task.revision().createdAt());
    row.setUpdatedAt(task.revision().updatedAt());
    row.setDeletedAt(task.revision().deletedAt());
    row.setType(content.type().code());
    row.setSubject(content.subject());
    row.setNotes(content.notes());
    row.setPriority(content.priority().name());
    row.setUrgency((long) content.priority().urgency());
    row.setRelatedType(content.related() == null ? null : content.related().type());
    row.setRelatedId(content.related() == null ? null : content.related().id());
    setDue(row, content.due());
    row.setChecklist(json.write(content.checklist()));
    row.setReminders(json.write(content.reminders().stream().map(Reminder::code).toList()));
    row.setOwnerId(task.owner() == null ? null : task.owner().value());
    row.setStatus(task.status().name().name());
    row.setIsOpen(task.status().name().isOpen());
    row.setStatusSince(task.status().since());
    row.setStatusRemark(task.status().remark());
    row.setSnoozedUntil(task.snoozedUntil());
    row.setOrigin(task.origin());
    Recurrence recurrence = content.recurrence();
    row.setIsRecurring(recurrence != null);
    row.setRecurrence(recurrence == null ? null : json.write(recurrence));
    Occurrence occurrence = task.occurrence();
    row.setSeriesId(occurrence == null ? null : occurrence.series().value());
    row.setOccurrence(occurrence == null ? null : json.write(occurrence));
    return row;
  }

  private static void setDue(TaskRecord row, @Nullable Due due) {
    row.setDueAt(due instanceof Due.At at ? at.at() : null);
    row.setDueOn(due instanceof Due.On on ? on.date() : null);
    row.setDueZone(due == null ? null : due.zone().getId());
    row.setDueBy(due == null ? null : due.deadline());
  }

  static Task task(TaskRecord row, RecordJson json) {
    return new Task(
        new TaskId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        new TaskContent(
            new TaskType(row.getType()),
            row.getSubject(),
            row.getNotes(),
            Priority.valueOf(row.getPriority()),
            row.getRelatedId() == null
                ? null
                : new Subject(row.getRelatedType(), row.getRelatedId()),
            due(row),
            json.readList(row.getChecklist(), ChecklistItem.class),
            json.readList(row.getReminders(), String.class).stream()
                .map(code -> Reminder.parse(code).orElseThrow())
                .toList(),
            row.getRecurrence() == null ? null : json.read(row.getRecurrence(), Recurrence.class)),
        row.getOwnerId() == null ? null : new UserId(row.getOwnerId()),
        status(row),
        row.getSnoozedUntil(),
        row.getOrigin(),
        row.getOccurrence() == null ? null : json.read(row.getOccurrence(), Occurrence.class));
  }

  private static @Nullable Due due(TaskRecord row) {
    if (row.getDueZone() == null) {
      return null;
    }
    ZoneId zone = ZoneId.of(row.getDueZone());
    return row.getDueAt() != null
        ? new Due.At(row.getDueAt(), zone)
        : new Due.On(Objects.requireNonNull(row.getDueOn()), zone);
  }

  private static TaskStatus status(TaskRecord row) {
    return switch (TaskStatus.Name.valueOf(row.getStatus())) {
      case OPEN -> new TaskStatus.Open(row.getStatusSince());
      case IN_PROGRESS -> new TaskStatus.InProgress(row.getStatusSince());
      case WAITING -> new TaskStatus.Waiting(row.getStatusSince(), row.getStatusRemark());
      case DONE -> new TaskStatus.Done(row.getStatusSince(), row.getStatusRemark());
      case CANCELLED -> new TaskStatus.Cancelled(row.getStatusSince(), row.getStatusRemark());
    };
  }
}
