package dev.kith.crm.http.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.recurrence.RecurrenceRule;
import dev.kith.crm.domain.task.Due;
import dev.kith.crm.domain.task.Recurrence;
import dev.kith.crm.domain.task.Recurrence.Basis;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** That tasks come again, in JSON. */
final class RecurrenceJson {

  static final Shape.Fields RECURRENCE =
      Shape.fields(
          "TaskRecurrence",
          Shape.required(
              "rule",
              Shape.text(1, RecurrenceRule.LONGEST_TEXT),
              "Recurrence rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO,TH"),
          Shape.optional(
              "from",
              Shape.orNull(Shape.choice(Basis.class)),
              "SCHEDULE: by the rule, whenever it is done; COMPLETION: one interval after it is"
                  + " done; usually SCHEDULE"),
          Shape.optional(
              "except",
              Shape.listOf(Shape.text(10, 10), 0, RecurrenceDraft.MOST_EXCEPTIONS),
              "Days of the rule on which it does not come, such as 2026-12-25"));

  static final Shape.Fields PREVIEW =
      Shape.fields(
          "TaskRecurrencePreview",
          Shape.required("due", TaskJson.DUE, "By when for the first time"),
          Shape.required("recurrence", RECURRENCE, "How it comes again"));

  static final Shape.Fields DATES =
      Shape.fields(
          "TaskDates",
          Shape.required("items", Shape.listOf(TaskJson.DUE), "By when each time, in their order"));

  private RecurrenceJson() {}

  /** The draft of all that can be read; what cannot is noted and left out. */
  static @Nullable RecurrenceDraft read(Checks checks, JsonNode json) {
    if (!json.isObject()) {
      return null;
    }
    List<LocalDate> except = new ArrayList<>();
    int number = 0;
    for (JsonNode day : json.path("except")) {
      LocalDate good = CivilTimes.date(checks, "recurrence/except/" + number++, day.asText());
      if (good != null) {
        except.add(good);
      }
    }
    String from = json.path("from").asText();
    return new RecurrenceDraft(
        json.path("rule").asText(),
        Arrays.stream(Basis.values()).filter(b -> b.name().equals(from)).findFirst().orElse(null),
        except);
  }

  static @Nullable ObjectNode of(@Nullable Recurrence recurrence) {
    if (recurrence == null) {
      return null;
    }
    ObjectNode json =
        Json.object()
            .put("rule", recurrence.rule().toString())
            .put("from", recurrence.from().name());
    ArrayNode except = json.putArray("except");
    recurrence.except().forEach(day -> except.add(day.toString()));
    return json;
  }

  static ObjectNode dates(List<Due> dates) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    dates.forEach(due -> items.add(TaskJson.due(due)));
    return json;
  }
}
