package dev.kith.crm.domain.task;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.recurrence.Recurrences;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task as somebody wrote it down.
 *
 * @param type null for a to-do
 * @param priority null for a normal one
 */
public record TaskDraft(
    @Nullable String type,
    @Nullable String subject,
    @Nullable String notes,
    @Nullable Priority priority,
    @Nullable Subject related,
    DueDraft due,
    List<ChecklistItem> checklist,
    List<ReminderDraft> reminders,
    @Nullable RecurrenceDraft recurrence) {

  public static final int LONGEST_SUBJECT = 200;
  public static final int LONGEST_NOTES = 10_000;
  public static final int LONGEST_CHECKLIST = 100;

  public TaskDraft {
    checklist = ImmutableList.copyOf(checklist);
    reminders = ImmutableList.copyOf(reminders);
  }

  /** A task of which nothing is known but what is to be done. */
  public static TaskDraft of(String subject) {
    return new TaskDraft(
        null, subject, null, null, null, DueDraft.NONE, List.of(), List.of(), null);
  }

  public static TaskDraft of(TaskContent content) {
    return new TaskDraft(
        content.type().code(),
        content.subject(),
        content.notes(),
        content.priority(),
        content.related(),
        DueDraft.of(content.due()),
        content.checklist(),
        content.reminders().stream().map(ReminderDraft::of).toList(),
        RecurrenceDraft.of(content.recurrence()));
  }

  public TaskDraft type(TaskType wanted) {
    return new TaskDraft(
        wanted.code(), subject, notes, priority, related, due, checklist, reminders, recurrence);
  }

  public TaskDraft notes(String wanted) {
    return new TaskDraft(
        type, subject, wanted, priority, related, due, checklist, reminders, recurrence);
  }

  public TaskDraft priority(Priority wanted) {
    return new TaskDraft(
        type, subject, notes, wanted, related, due, checklist, reminders, recurrence);
  }

  public TaskDraft about(Subject record) {
    return new TaskDraft(
        type, subject, notes, priority, record, due, checklist, reminders, recurrence);
  }

  public TaskDraft due(DueDraft wanted) {
    return new TaskDraft(
        type, subject, notes, priority, related, wanted, checklist, reminders, recurrence);
  }

  public TaskDraft checklist(List<ChecklistItem> wanted) {
    return new TaskDraft(
        type, subject, notes, priority, related, due, wanted, reminders, recurrence);
  }

  public TaskDraft reminders(List<ReminderDraft> wanted) {
    return new TaskDraft(
        type, subject, notes, priority, related, due, checklist, wanted, recurrence);
  }

  public TaskDraft recurring(RecurrenceDraft wanted) {
    return new TaskDraft(
        type, subject, notes, priority, related, due, checklist, reminders, wanted);
  }

  /** The same with these fields of another. */
  public TaskDraft with(Set<TaskField> fields, TaskDraft other) {
    return new TaskDraft(
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
   * Refused with {@code invalid}, every problem listed.
   *
   * @param zone of the business, for what is due without one
   */
  public Outcome<TaskContent> read(ZoneId zone) {
    return read(zone, new Checks(), null);
  }

  /**
   * The same for a task whose recurrence begins when it is due: that must be a day of its rule,
   * which must come at all.
   */
  public Outcome<TaskContent> read(ZoneId zone, Recurrences recurrences) {
    return read(zone, new Checks(), recurrences);
  }

  private Outcome<TaskContent> read(ZoneId zone, Checks checks, @Nullable Recurrences recurrences) {
    TaskType goodType =
        type == null || type.isBlank() ? TaskType.TO_DO : checks.take("type", TaskType.parse(type));
    String goodSubject = checks.text("subject", subject, LONGEST_SUBJECT, false);
    if (goodSubject == null) {
      checks.add("subject", "required", "Say what is to be done.");
    }
    String goodNotes = checks.text("notes", notes, LONGEST_NOTES, true);
    Due goodDue = due.read(checks, zone);
    List<ChecklistItem> goodChecklist = checklist(checks);
    List<Reminder> goodReminders = ReminderDraft.readAll(checks, reminders, due.isMeant());
    Recurrence goodRecurrence = recurrence == null ? null : recurrence.read(checks, due.isMeant());
    if (recurrences != null && goodRecurrence != null && goodDue != null) {
      RecurrenceDraft.begin(checks, goodRecurrence, goodDue, recurrences);
    }
    return checks.orRefuse(() ->
        new TaskContent(
            Objects.requireNonNull(goodType),
            Objects.requireNonNull(goodSubject),
            goodNotes,
            priority == null ? Priority.NORMAL : priority,
            related,
            goodDue,
            goodChecklist,
            goodReminders,
            goodRecurrence));
  }

  private List<ChecklistItem> checklist(Checks checks) {
    if (checklist.size() > LONGEST_CHECKLIST) {
      checks.add(
          "checklist", "too-many", "A checklist has at most " + LONGEST_CHECKLIST + " steps.");
    }
    List<ChecklistItem> good = new ArrayList<>();
    for (int i = 0; i < checklist.size(); i++) {
      ChecklistItem item = checklist.get(i);
      String field = "checklist/" + i + "/text";
      String text = checks.text(field, item.text(), ChecklistItem.LONGEST_TEXT, false);
      if (text == null) {
        checks.add(field, "required", "A step needs a text.");
      } else {
        good.add(new ChecklistItem(text, item.done()));
      }
    }
    return good;
  }
}
