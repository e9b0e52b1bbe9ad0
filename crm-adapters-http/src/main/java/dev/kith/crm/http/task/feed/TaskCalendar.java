package dev.kith.crm.http.task.feed;

import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.task.ChecklistItem;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.TaskContent;
import dev.kith.crm.domain.task.TaskStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tasks as a calendar of RFC 5545. What is due at a moment is told in UTC, so that no time zone has
 * to be described; a day is a day everywhere.
 *
 * @param as what a task is in the calendar
 * @param page where the page of a task is: its id comes behind
 */
record TaskCalendar(As as, String name, String page, Instant now) {

  /** What a task is in a calendar. */
  enum As {
    /** At its date: every calendar shows these, and what is not due is left out. */
    EVENT,
    /** With its status; only some programs show these. */
    TODO
  }

  String write(List<TaskView> tasks) {
    CalendarText text = new CalendarText();
    text.begin("VCALENDAR")
        .line("VERSION", "2.0")
        .line("PRODID", "-//Kith//Tasks//EN")
        .line("CALSCALE", "GREGORIAN")
        .text("NAME", name)
        .text("X-WR-CALNAME", name)
        .line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
        .line("X-PUBLISHED-TTL", "PT1H");
    for (TaskView task : tasks) {
      if (as == As.TODO) {
        todo(text, task);
      } else if (task.content().due() != null) {
        event(text, task, task.content().due());
      }
    }
    return text.end("VCALENDAR").toString();
  }

  private void todo(CalendarText text, TaskView task) {
    text.begin("VTODO");
    common(text, task);
    text.text("SUMMARY", task.content().subject())
        .line("STATUS", status(task.status().name()))
        .line("PRIORITY", priority(task.content().priority()));
    date(text, "DUE", task.content().due());
    if (task.status() instanceof TaskStatus.Done(Instant since, var outcome)) {
      text.moment("COMPLETED", since).line("PERCENT-COMPLETE", "100");
    }
    alarms(text, task);
    text.end("VTODO");
  }

  /** It takes no time of the day: whoever looks for a free hour finds it. */
  private void event(CalendarText text, TaskView task, Due due) {
    text.begin("VEVENT");
    common(text, task);
    boolean done = task.status().name() == TaskStatus.Name.DONE;
    text.text("SUMMARY", (done ? "✓ " : "") + task.content().subject())
        .line(
            "STATUS", task.status().name() == TaskStatus.Name.CANCELLED ? "CANCELLED" : "CONFIRMED")
        .line("TRANSP", "TRANSPARENT")
        .line("PRIORITY", priority(task.content().priority()));
    date(text, "DTSTART", due);
    alarms(text, task);
    text.end("VEVENT");
  }

  private void common(CalendarText text, TaskView task) {
    text.line("UID", task.id().toString())
        .moment("DTSTAMP", task.revision().updatedAt())
        .moment("CREATED", task.revision().createdAt())
        .moment("LAST-MODIFIED", task.revision().updatedAt())
        .line("SEQUENCE", String.valueOf(task.revision().version() - 1))
        .text("DESCRIPTION", description(task))
        .text("CATEGORIES", task.content().type().code())
        .line("URL", page + task.id());
  }

  private static String description(TaskView task) {
    TaskContent content = task.content();
    String steps =
        content.checklist().stream()
            .map((ChecklistItem step) -> (step.done() ? "[x] " : "[ ] ") + step.text())
            .collect(Collectors.joining("\n"));
    return Stream.of(
            task.relatedName() == null ? "" : task.relatedName(),
            content.notes() == null ? "" : content.notes(),
            steps)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  private static void date(CalendarText text, String property, @Nullable Due due) {
    switch (due) {
      case null -> {}
      case Due.At(Instant at, var zone) -> text.moment(property, at);
      case Due.On(LocalDate date, var zone) -> text.day(property, date);
    }
  }

  /** Those that are still to come: a calendar would tell the others at once. */
  private void alarms(CalendarText text, TaskView task) {
    if (!task.isOpen()) {
      return;
    }
    task.content().reminders().stream()
        .flatMap(reminder -> reminder.moment(task.content().due()).stream())
        .filter(moment -> moment.isAfter(now))
        .sorted()
        .forEach(moment ->
            text.begin("VALARM")
                .line("ACTION", "DISPLAY")
                .text("DESCRIPTION", task.content().subject())
                .moment("TRIGGER;VALUE=DATE-TIME", moment)
                .end("VALARM"));
  }

  private static String status(TaskStatus.Name name) {
    return switch (name) {
      case OPEN -> "NEEDS-ACTION";
      case IN_PROGRESS, WAITING -> "IN-PROCESS";
      case DONE -> "COMPLETED";
      case CANCELLED -> "CANCELLED";
    };
  }

  /** From 1 for the highest to 9 for the lowest. */
  private static String priority(Priority priority) {
    return switch (priority) {
      case URGENT -> "1";
      case HIGH -> "3";
      case NORMAL -> "5";
      case LOW -> "9";
    };
  }
}
