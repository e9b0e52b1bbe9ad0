package dev.kith.crm.http.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.application.task.TaskQueries;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.ChecklistItem;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.OccurrenceRange;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.ReminderDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskField;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.http.assignment.NewOwner;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.Shape.Property;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tasks in JSON. */
final class TaskJson {

  private static final int LONGEST_ZONE = 100;

  private static final Shape RELATED =
      Shape.fields(
          "RelatedRecord",
          Shape.required("type", Shape.text(1, 50), "Such as lead"),
          Shape.required("id", Shape.uuid(), "Id of the record"));

  static final Shape DUE =
      Shape.fields(
          "TaskDue",
          Shape.optional("at", Shape.orNull(Shape.instant()), "The moment, or"),
          Shape.optional("on", Shape.orNull(Shape.text(10, 10)), "the day, such as 2026-12-31"),
          Shape.optional(
              "zone",
              Shape.orNull(Shape.text(1, LONGEST_ZONE)),
              "Time zone of whoever set it; usually that of the default calendar"));

  private static final Shape STEP =
      Shape.fields(
          "ChecklistStep",
          Shape.required("text", Shape.text(1, ChecklistItem.LONGEST_TEXT), "What is to be done"),
          Shape.optional("done", Shape.flag(), "Whether it is done; usually not"));

  private static final List<Property> CONTENT =
      List.of(
          Shape.optional(
              TaskField.TYPE.code(),
              Shape.orNull(Shape.text(TaskType.LONGEST)),
              "call, email, meeting, follow-up, to-do, or a code of your own; usually to-do"),
          Shape.optional(
              TaskField.SUBJECT.code(),
              Shape.text(1, TaskDraft.LONGEST_SUBJECT),
              "What is to be done"),
          Shape.optional(
              TaskField.NOTES.code(), Shape.orNull(Shape.text(TaskDraft.LONGEST_NOTES)), "Notes"),
          Shape.optional(
              TaskField.PRIORITY.code(),
              Shape.orNull(Shape.choice(Priority.class)),
              "How much it matters; usually NORMAL"),
          Shape.optional(
              TaskField.RELATED.code(), Shape.orNull(RELATED), "The record that it is about"),
          Shape.optional(TaskField.DUE.code(), Shape.orNull(DUE), "By when"),
          Shape.optional(
              TaskField.CHECKLIST.code(),
              Shape.listOf(STEP, 0, TaskDraft.LONGEST_CHECKLIST),
              "Its steps, all of them"),
          Shape.optional(
              TaskField.REMINDERS.code(),
              Shape.listOf(ReminderJson.REMINDER, 0, ReminderDraft.MOST),
              "When to remind its owner of it, all of them"),
          Shape.optional(
              TaskField.RECURRENCE.code(),
              Shape.orNull(RecurrenceJson.RECURRENCE),
              "That it comes again when it has ended, and when"));

  static final Shape.Fields CREATE =
      new Shape.Fields(
              "TaskCreate",
              CONTENT.stream()
                  .map(p ->
                      p.name().equals(TaskField.SUBJECT.code())
                          ? new Property(p.name(), p.shape(), true, p.description())
                          : p)
                  .toList())
          .with(
              Shape.optional(
                  "owner",
                  Shape.orNull(Shape.uuid()),
                  "Id of the user whose task it is; usually the caller, null for nobody"))
          .with(
              Shape.optional(
                  "origin",
                  Shape.orNull(Shape.text(Task.LONGEST_ORIGIN)),
                  "What makes it: where there is a task of the same origin already, that one is"
                      + " answered and nothing is done"));

  static final Shape.Fields EDIT =
      new Shape.Fields("TaskEdit", CONTENT)
          .with(
              Shape.optional(
                  "range",
                  Shape.choice(OccurrenceRange.class),
                  "Of a task that comes again: whether future times change likewise; usually"
                      + " THIS_AND_FUTURE"));

  static final Shape.Fields TASK =
      with(
          CatalogueJson.shape(
              "Task",
              TaskFields.CATALOGUE,
              ImmutableSet.of(
                  "id",
                  "type",
                  "subject",
                  "status",
                  "open",
                  "statusSince",
                  "priority",
                  "urgency",
                  "overdue",
                  "recurring",
                  "createdAt",
                  "updatedAt",
                  "version")));

  static final Shape.Fields LISTED =
      with(CatalogueJson.shape("ListedTask", TaskFields.CATALOGUE, Set.of()));

  static final Shape.Fields PAGE = Lists.pageOf("TaskPage", LISTED);

  private static final Shape TASKS = Shape.listOf(TASK);

  static final Shape.Fields DAY =
      Shape.fields(
          "TasksOfADay",
          Shape.required("date", Shape.text(), "Today, in the zone that was asked for"),
          Shape.required("overdue", TASKS, "Of days before, and of moments that have passed"),
          Shape.required("today", TASKS, "Due today"),
          Shape.required("next", TASKS, "Due within the next " + TaskQueries.DAYS_AHEAD + " days"),
          Shape.required("undated", TASKS, "Not due at all"),
          Shape.required("snoozed", TASKS, "To be seen again later"),
          Shape.required("more", Shape.flag(), "Whether there are more than are shown"));

  static final Shape.Fields ASSIGN = NewOwner.shape("TaskAssign");

  static final Shape.Fields OUTCOME =
      Shape.fields(
          "TaskOutcome",
          Shape.optional("outcome", Shape.orNull(Shape.text(Task.LONGEST_REMARK)), "How it went"));

  static final Shape.Fields REASON =
      Shape.fields(
          "TaskReason",
          Shape.optional("reason", Shape.orNull(Shape.text(Task.LONGEST_REMARK)), "Why"));

  static final Shape.Fields SNOOZE =
      Shape.fields(
          "TaskSnooze", Shape.required("until", Shape.instant(), "When it is to be seen again"));

  private TaskJson() {}

  /** What stands in no list's field. */
  private static Shape.Fields with(Shape.Fields catalogue) {
    return catalogue
        .with(Shape.optional("notes", Shape.orNull(Shape.text()), "Notes"))
        .with(Shape.optional("due", Shape.orNull(DUE), "By when, as it was set"))
        .with(Shape.optional("checklist", Shape.listOf(STEP), "Its steps"))
        .with(
            Shape.optional(
                "reminders", Shape.listOf(ReminderJson.REMINDER), "When to remind its owner of it"))
        .with(
            Shape.optional(
                "recurrence",
                Shape.orNull(RecurrenceJson.RECURRENCE),
                "That it comes again when it has ended; the present task of a series has it"))
        .with(
            Shape.optional(
                "remark",
                Shape.orNull(Shape.text()),
                "How it went, what it waits for, or why it was cancelled"));
  }

  /** The draft of all that can be read; what cannot is noted and left out. */
  static TaskDraft read(Checks checks, JsonNode json) {
    List<ChecklistItem> checklist = new ArrayList<>();
    json.path(TaskField.CHECKLIST.code())
        .forEach(step ->
            checklist.add(
                new ChecklistItem(step.path("text").asText(), step.path("done").asBoolean(false))));
    return new TaskDraft(
        json.path(TaskField.TYPE.code()).textValue(),
        json.path(TaskField.SUBJECT.code()).textValue(),
        json.path(TaskField.NOTES.code()).textValue(),
        priority(json.path(TaskField.PRIORITY.code()).textValue()),
        related(json.path(TaskField.RELATED.code())),
        due(checks, json.path(TaskField.DUE.code())),
        checklist,
        ReminderJson.read(checks, json.path(TaskField.REMINDERS.code())),
        RecurrenceJson.read(checks, json.path(TaskField.RECURRENCE.code())));
  }

  /** The fields that a body names, even if it empties them. */
  static Set<TaskField> named(JsonNode json) {
    return Arrays.stream(TaskField.values())
        .filter(field -> json.has(field.code()))
        .collect(ImmutableSet.toImmutableSet());
  }

  static OccurrenceRange range(JsonNode edit) {
    String said = edit.path("range").textValue();
    return said == null ? OccurrenceRange.THIS_AND_FUTURE : OccurrenceRange.valueOf(said);
  }

  private static @Nullable Priority priority(@Nullable String name) {
    return Arrays.stream(Priority.values())
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Subject related(JsonNode json) {
    return ShapeCheck.uuid(json.path("id").asText())
        .map(id -> new Subject(json.path("type").asText(), id))
        .orElse(null);
  }

  /** What cannot be read is complained of once, and then taken for some date. */
  static DueDraft due(Checks checks, JsonNode json) {
    String at = json.path("at").textValue();
    String on = json.path("on").textValue();
    String zone = json.path("zone").textValue();
    if (json.isObject() && at == null && on == null && zone == null) {
      checks.add("due", "required", "Say when it is due, or null for not at all.");
    }
    LocalDate day = on == null ? null : CivilTimes.date(checks, "due/on", on);
    return new DueDraft(
        at == null ? null : ShapeCheck.instant(at).orElse(Instant.EPOCH),
        on == null || day != null ? day : LocalDate.EPOCH,
        zone);
  }

  static ObjectNode of(TaskView view) {
    ObjectNode json = CatalogueJson.of(TaskFields.CATALOGUE, view, Set.of());
    json.put("notes", view.content().notes());
    json.set("due", due(view.content().due()));
    ArrayNode checklist = json.putArray("checklist");
    for (ChecklistItem step : view.content().checklist()) {
      checklist.addObject().put("text", step.text()).put("done", step.done());
    }
    json.set("reminders", ReminderJson.of(view.content().reminders()));
    json.set("recurrence", RecurrenceJson.of(view.content().recurrence()));
    return json.put("remark", view.status().remark());
  }

  static @Nullable ObjectNode due(@Nullable Due due) {
    return switch (due) {
      case null -> null;
      case Due.At(Instant at, var zone) ->
          Json.object().put("at", at.toString()).put("zone", zone.getId());
      case Due.On(var date, var zone) ->
          Json.object().put("on", date.toString()).put("zone", zone.getId());
    };
  }

  static ObjectNode of(TaskQueries.Day day) {
    ObjectNode json = Json.object().put("date", day.date().toString());
    json.set("overdue", all(day.overdue()));
    json.set("today", all(day.today()));
    json.set("next", all(day.next()));
    json.set("undated", all(day.undated()));
    json.set("snoozed", all(day.snoozed()));
    return json.put("more", day.more());
  }

  private static ArrayNode all(List<TaskView> views) {
    ArrayNode json = Json.array();
    views.forEach(view -> json.add(of(view)));
    return json;
  }
}
