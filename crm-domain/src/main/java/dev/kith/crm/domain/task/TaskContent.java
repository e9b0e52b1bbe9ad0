package dev.kith.crm.domain.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param subject in a few words
 * @param related the record that it is about
 * @param checklist its steps, in their order
 * @param reminders when to remind of it; none twice
 */
public record TaskContent(
    TaskType type,
    String subject,
    @Nullable String notes,
    Priority priority,
    @Nullable Subject related,
    @Nullable Due due,
    List<ChecklistItem> checklist,
    List<Reminder> reminders) {

  public TaskContent {
    checklist = ImmutableList.copyOf(checklist);
    reminders = ImmutableList.copyOf(reminders);
  }

  TaskContent about(Subject other) {
    return new TaskContent(type, subject, notes, priority, other, due, checklist, reminders);
  }

  /** A field as text, for the audit trail; null if it is empty. */
  @Nullable String textOf(TaskField field) {
    return switch (field) {
      case TYPE -> type.code();
      case SUBJECT -> subject;
      case NOTES -> notes;
      case PRIORITY -> priority.name();
      case RELATED -> related == null ? null : related.toString();
      case DUE -> due == null ? null : due.toString();
      case CHECKLIST ->
          checklist.isEmpty()
              ? null
              : checklist.stream()
                  .map(item -> (item.done() ? "[x] " : "[ ] ") + item.text())
                  .collect(Collectors.joining("\n"));
      case REMINDERS ->
          reminders.isEmpty()
              ? null
              : reminders.stream().map(Reminder::toString).collect(Collectors.joining("\n"));
    };
  }
}
