package dev.kith.crm.http.task;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.TimeZones;
import dev.kith.crm.domain.shared.worktime.WallClock;
import dev.kith.crm.domain.task.ChecklistItem;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Reminder;
import dev.kith.crm.domain.task.ReminderDraft;
import dev.kith.crm.domain.task.TaskContent;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.pages.Visit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A task as people write it into a form.
 *
 * @param date of when it is due; empty for never
 * @param time of the day; empty for the whole day
 * @param zone whose clock shows them
 * @param checklist a step a line, with [x] in front of what is done
 * @param reminders codes of reminders
 * @param remindDate of one more, at a moment; empty for none
 * @param remindTime of the same
 */
record TaskForm(
    String type,
    String subject,
    String notes,
    String priority,
    String owner,
    String date,
    String time,
    String zone,
    String checklist,
    List<String> reminders,
    String remindDate,
    String remindTime,
    RecurrenceForm recurrence) {

  TaskForm {
    reminders = ImmutableList.copyOf(reminders);
  }

  private static final Splitter LINES = Splitter.on('\n').trimResults().omitEmptyStrings();

  static TaskForm empty(String owner, ZoneId zone) {
    return new TaskForm(
        TaskType.TO_DO.code(),
        "",
        "",
        Priority.NORMAL.name(),
        owner,
        "",
        "",
        zone.getId(),
        "",
        List.of(),
        "",
        "",
        RecurrenceForm.EMPTY);
  }

  static TaskForm of(TaskView task, ZoneId readers) {
    TaskContent content = task.content();
    Due due = content.due();
    ZoneId zone = due == null ? readers : due.zone();
    LocalDateTime wall =
        due instanceof Due.At(Instant at, ZoneId z) ? LocalDateTime.ofInstant(at, z) : null;
    return new TaskForm(
        content.type().code(),
        content.subject(),
        content.notes() == null ? "" : content.notes(),
        content.priority().name(),
        "",
        due == null ? "" : due.day(zone).toString(),
        wall == null ? "" : wall.toLocalTime().toString(),
        zone.getId(),
        content.checklist().stream()
            .map(step -> (step.done() ? "[x] " : "") + step.text())
            .collect(Collectors.joining("\n")),
        content.reminders().stream().map(Reminder::code).toList(),
        "",
        "",
        RecurrenceForm.of(content.recurrence()));
  }

  static TaskForm sent(Visit visit) {
    return new TaskForm(
        visit.form("type"),
        visit.form("subject"),
        visit.form("notes"),
        visit.form("priority"),
        visit.form("owner"),
        visit.form("date"),
        visit.form("time"),
        visit.form("zone"),
        visit.form("checklist"),
        visit.ctx().formParams("reminder"),
        visit.form("remindDate"),
        visit.form("remindTime"),
        RecurrenceForm.sent(visit));
  }

  /** The draft of all that can be read; what cannot is noted and left out. */
  TaskDraft read(Checks checks, @Nullable Subject related) {
    return new TaskDraft(
        type,
        subject,
        notes,
        Arrays.stream(Priority.values())
            .filter(p -> p.name().equals(priority))
            .findFirst()
            .orElse(null),
        related,
        due(checks),
        steps(),
        reminders(checks),
        recurrence.read(checks));
  }

  private List<ReminderDraft> reminders(Checks checks) {
    List<ReminderDraft> drafts = new ArrayList<>();
    reminders.stream()
        .flatMap(code -> Reminder.parse(code).stream())
        .map(ReminderDraft::of)
        .forEach(drafts::add);
    if (remindDate.isEmpty() && remindTime.isEmpty()) {
      return drafts;
    }
    if (remindDate.isEmpty() || remindTime.isEmpty()) {
      checks.add("remindDate", "required", "A reminder needs a day and a time.");
      return drafts;
    }
    LocalDate day = CivilTimes.date(checks, "remindDate", remindDate);
    LocalTime clock = CivilTimes.time(checks, "remindTime", remindTime);
    ZoneId there = checks.take("remindDate", TimeZones.parse(zone));
    if (day != null && there != null) {
      drafts.add(ReminderDraft.at(WallClock.reaches(day.atTime(clock), there)));
    }
    return drafts;
  }

  private DueDraft due(Checks checks) {
    if (date.isEmpty() && time.isEmpty()) {
      return DueDraft.NONE;
    }
    if (date.isEmpty()) {
      checks.add("date", "required", "A time needs its day.");
      return DueDraft.NONE;
    }
    LocalDate day = CivilTimes.date(checks, "date", date);
    if (day == null || time.isEmpty()) {
      return new DueDraft(null, day, zone);
    }
    LocalTime clock = CivilTimes.time(checks, "time", time);
    ZoneId there = checks.take("date", TimeZones.parse(zone));
    return there == null
        ? DueDraft.NONE
        : DueDraft.at(day.atTime(clock).atZone(there).toInstant(), zone);
  }

  private List<ChecklistItem> steps() {
    List<ChecklistItem> steps = new ArrayList<>();
    for (String line : LINES.split(checklist)) {
      boolean done = line.startsWith("[x]") || line.startsWith("[X]");
      String text = done ? line.substring(3).strip() : line;
      steps.add(new ChecklistItem(text, done));
    }
    return steps;
  }
}
