package dev.kith.crm.domain.task;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Subject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param subject in a few words
 * @param related the record that it is about
 * @param checklist its steps, in their order
 * @param reminders when to remind of it; none twice
 * @param recurrence that it comes again when it has ended; null if it does not
 */
public record TaskContent(
    TaskType type,
    String subject,
    @Nullable String notes,
    Priority priority,
    @Nullable Subject related,
    @Nullable Due due,
    List<ChecklistItem> checklist,
    List<Reminder> reminders,
    @Nullable Recurrence recurrence) {

  public TaskContent {
    checklist = ImmutableList.copyOf(checklist);
    reminders = ImmutableList.copyOf(reminders);
  }

  TaskContent about(@Nullable Subject other) {
    return new TaskContent(
        type, subject, notes, priority, other, due, checklist, reminders, recurrence);
  }

  TaskContent recurring(@Nullable Recurrence other) {
    return new TaskContent(
        type, subject, notes, priority, related, due, checklist, reminders, other);
  }

  /** The same with these fields of another. */
  TaskContent with(Set<TaskField> fields, TaskContent other) {
    return new TaskContent(
        fields.contains(TaskField.TYPE) ? other.type : type,
        fields.contains(TaskField.SUBJECT) ? other.subject : subject,
        fields.contains(TaskField.NOTES) ? other.notes : notes,
        fields.contains(TaskField.PRIORITY) ? other.priority : priority,
        fields.contains(TaskField.RELATED) ? other.related : related,
        fields.contains(TaskField.DUE) ? other.due : due,
        fields.contains(TaskField.CHECKLIST) ? other.checklist : checklist,
        fields.contains(TaskField.REMINDERS) ? other.reminders : reminders,
        fields.contains(TaskField.RECURRENCE) ? other.recurrence : recurrence);
  }

  /**
   * The same to be done anew by another date: nothing of its checklist is done, and reminders at a
   * moment come as many days before, at the same time of the day.
   *
   * @param days by which it comes later
   * @param zone in which it comes at the same time of the day
   * @param day on which it comes then, by its rule
   */
  TaskContent anew(long days, ZoneId zone, LocalDate day, Due next) {
    return new TaskContent(
        type,
        subject,
        notes,
        priority,
        related,
        next,
        checklist.stream().map(step -> new ChecklistItem(step.text(), false)).toList(),
        reminders.stream().map(reminder -> reminder.moved(days, zone, day)).distinct().toList(),
        recurrence);
  }

  /** Every field that is not empty, as text, by its code. */
  Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    for (TaskField field : TaskField.values()) {
      String text = textOf(field);
      if (text != null) {
        facts.put(field.code(), text);
      }
    }
    return facts.buildOrThrow();
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
      case RECURRENCE -> recurrence == null ? null : recurrence.toString();
    };
  }
}
