package dev.kith.crm.http.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.task.reminder.TaskReminders;
import dev.kith.crm.application.task.reminder.TaskReminders.Told;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.task.Reminder;
import dev.kith.crm.domain.task.ReminderDraft;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reminders of tasks in JSON. */
final class ReminderJson {

  private static final int LONGEST_DURATION = 50;

  static final Shape.Fields REMINDER =
      Shape.fields(
          "TaskReminder",
          Shape.optional("at", Shape.orNull(Shape.instant()), "The moment, or"),
          Shape.optional(
              "before",
              Shape.orNull(Shape.text(1, LONGEST_DURATION)),
              "how long before the task is overdue, such as PT1H or PT0S, or"),
          Shape.optional(
              "time",
              Shape.orNull(Shape.text(5, 8)),
              "the time of the day on which it is due, such as 09:00, on the clock of its zone"),
          Shape.optional(
              "daysBefore",
              Shape.orNull(Shape.whole(0, Reminder.MOST_DAYS_AHEAD)),
              "With time: so many days before that day; usually 0"));

  private static final Shape.Fields TOLD =
      new Shape.Fields("TaskReminderState", REMINDER.properties())
          .with(
              Shape.required(
                  "state",
                  Shape.choice(TaskReminders.State.class),
                  "Whether it is still to come: OFF where the task has ended"))
          .with(
              Shape.required(
                  "moment",
                  Shape.orNull(Shape.instant()),
                  "When it is to be told, or was to be; null if the task is not due any more"))
          .with(Shape.required("toldAt", Shape.orNull(Shape.instant()), "When it was last told"));

  static final Shape.Fields LIST =
      Shape.fields(
          "TaskReminderList",
          Shape.required("items", Shape.listOf(TOLD), "In the order of their moments"));

  private ReminderJson() {}

  /** The drafts of all that can be read; what cannot is noted and left out. */
  static List<ReminderDraft> read(Checks checks, JsonNode json) {
    List<ReminderDraft> drafts = new ArrayList<>();
    for (JsonNode reminder : json) {
      String field = "reminders/" + drafts.size();
      String at = reminder.path("at").textValue();
      String time = reminder.path("time").textValue();
      String before = reminder.path("before").textValue();
      int problems = checks.violations().size();
      Duration ahead =
          before == null ? null : CivilTimes.duration(checks, field + "/before", before);
      LocalTime clock = time == null ? null : CivilTimes.time(checks, field + "/time", time);
      ReminderDraft draft =
          new ReminderDraft(
              at == null ? null : ShapeCheck.instant(at).orElse(someMoment(drafts)),
              ahead,
              clock,
              reminder.path("daysBefore").isInt() ? reminder.path("daysBefore").intValue() : null);
      // What cannot be read is complained of once.
      drafts.add(
          checks.violations().size() == problems ? draft : ReminderDraft.at(someMoment(drafts)));
    }
    return drafts;
  }

  /** In place of one that cannot be read: another for each of them. */
  private static Instant someMoment(List<ReminderDraft> before) {
    return Instant.EPOCH.plusSeconds(before.size());
  }

  static ArrayNode of(List<Reminder> reminders) {
    ArrayNode json = Json.array();
    reminders.forEach(reminder -> json.add(of(reminder)));
    return json;
  }

  private static ObjectNode of(Reminder reminder) {
    ObjectNode json = Json.object();
    return switch (reminder) {
      case Reminder.At(Instant at) -> json.put("at", at.toString());
      case Reminder.Before(Duration ahead) -> json.put("before", ahead.toString());
      case Reminder.OnTheDay(int daysBefore, LocalTime time) ->
          json.put("time", time.toString()).put("daysBefore", daysBefore);
    };
  }

  static ObjectNode list(List<Told> reminders) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (Told told : reminders) {
      items.add(
          of(told.reminder())
              .put("state", told.state().name())
              .put("moment", text(told.moment()))
              .put("toldAt", text(told.toldAt())));
    }
    return json;
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
