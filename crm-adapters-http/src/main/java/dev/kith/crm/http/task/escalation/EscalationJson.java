package dev.kith.crm.http.task.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.task.escalation.TaskEscalations;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.domain.task.escalation.Escalation;
import dev.kith.crm.domain.task.escalation.EscalationLevel;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationState.Acknowledgement;
import dev.kith.crm.domain.task.escalation.EscalationTarget;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import dev.kith.crm.domain.task.escalation.EscalationTerms.Since;
import dev.kith.crm.domain.task.escalation.Ladder;
import dev.kith.crm.http.kernel.json.CivilTimes;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Escalation in JSON. */
final class EscalationJson {

  private static final Shape TARGET =
      Shape.fields(
          "EscalationTarget",
          Shape.required(
              "type",
              Shape.choice("USER", "TEAM", "ROLE", "MANAGER"),
              "MANAGER: those who hold the role in a team of the task's owner"),
          Shape.required("id", Shape.uuid(), "Id of the user, of the team, or of the role"));

  private static final Shape LEVEL =
      Shape.fields(
          "EscalationLevel",
          Shape.required(
              "after", Shape.text(1, 50), "So much business time after the beginning, as PT4H"),
          Shape.required("to", TARGET, "Whom the task is brought before"),
          Shape.required(
              "action",
              Shape.choice(Deed.class),
              "REASSIGN gives it to the one of them with the fewest open tasks"),
          Shape.optional(
              "raisePriority", Shape.flag(), "Whether it matters more from then on; usually not"));

  static final Shape.Fields DRAFT =
      Shape.fields(
          "EscalationPolicyDraft",
          Shape.required("name", Shape.text(1, EscalationTerms.LONGEST_NAME), "Name"),
          Shape.optional(
              "types",
              Shape.listOf(Shape.text(1, TaskType.LONGEST), 0, EscalationTerms.MOST_TYPES),
              "Types of the tasks that it is for; usually all"),
          Shape.optional(
              "priorities",
              Shape.listOf(Shape.choice(Priority.class), 0, Priority.values().length),
              "Their priorities; usually all"),
          Shape.required("since", Shape.choice(Since.class), "From when the time counts"),
          Shape.optional(
              "calendar",
              Shape.orNull(Shape.uuid()),
              "Id of the calendar in whose hours; usually the default one"),
          Shape.required(
              "levels",
              Shape.listOf(LEVEL, 1, EscalationTerms.MOST_LEVELS),
              "Each later than the one before it"));

  static final Shape.Fields POLICY =
      draftWith(
          "EscalationPolicy",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("active", Shape.flag(), "Whether tasks are escalated by it"),
          Shape.required("activeSince", Shape.orNull(Shape.instant()), "Since when"),
          Shape.required("createdAt", Shape.instant(), "When it was written"),
          Shape.required("updatedAt", Shape.instant(), "When it was last changed"),
          Shape.required("version", Shape.count(), "Stands in the ETag as well"));

  static final Shape.Fields LIST =
      Shape.fields(
          "EscalationPolicyList",
          Shape.required("items", Shape.listOf(POLICY), "In the order of their names"));

  private static final Shape STEP =
      Shape.fields(
          "EscalationStep",
          Shape.required("level", Shape.count(), "1 for the first"),
          Shape.required("state", Shape.choice(Ladder.State.class), "Whether it is to come"),
          Shape.required("moment", Shape.orNull(Shape.instant()), "When; null while nobody knows"),
          Shape.required("escalatedAt", Shape.orNull(Shape.instant()), "When it was done"),
          Shape.required("outcome", Shape.orNull(Shape.text()), "What came of it"));

  static final Shape.Fields LADDER =
      Shape.fields(
          "EscalationLadder",
          Shape.required("policyId", Shape.uuid(), "Id of the policy"),
          Shape.required("policyName", Shape.text(), "Its name"),
          Shape.required(
              "fit", Shape.choice(Ladder.Fit.class), "Whether the policy is for the task, now"),
          Shape.required("since", Shape.orNull(Shape.instant()), "From when its time counts"),
          Shape.required("steps", Shape.listOf(STEP), "One for each level"));

  private static final Shape DONE =
      Shape.fields(
          "Escalation",
          Shape.required("policyId", Shape.uuid(), "Id of the policy"),
          Shape.required("policyName", Shape.text(), "Its name at that time"),
          Shape.required("level", Shape.count(), "1 for the first"),
          Shape.required("since", Shape.instant(), "From when its time counted"),
          Shape.required("moment", Shape.instant(), "When the level came"),
          Shape.required("escalatedAt", Shape.instant(), "When it was done"),
          Shape.required("action", Shape.choice(Deed.class), "What was to be done"),
          Shape.required("priorityRaised", Shape.flag(), "Whether the task matters more since"),
          Shape.required("outcome", Shape.text(), "What came of it"));

  static final Shape.Fields OF_TASK =
      Shape.fields(
          "TaskEscalations",
          Shape.required(
              "ladders", Shape.listOf(LADDER), "Of the active policies that are for the task"),
          Shape.required("history", Shape.listOf(DONE), "The latest first"),
          Shape.required(
              "acknowledgedAt",
              Shape.orNull(Shape.instant()),
              "When somebody last said that they see to it"),
          Shape.required("acknowledgedBy", Shape.orNull(Shape.text()), "Their name"));

  private static final EscalationTarget ANYBODY =
      new EscalationTarget.Person(new UserId(new UUID(0, 0)));

  private EscalationJson() {}

  private static Shape.Fields draftWith(String name, Shape.Property... more) {
    Shape.Fields fields = new Shape.Fields(name, DRAFT.properties());
    for (Shape.Property property : more) {
      fields = fields.with(property);
    }
    return fields;
  }

  /** The terms of all that can be read; what cannot is noted and left out. */
  static EscalationTerms read(Checks checks, JsonNode json) {
    Set<TaskType> types = new LinkedHashSet<>();
    int number = 0;
    for (JsonNode type : json.path("types")) {
      TaskType good = checks.take("types/" + number++, TaskType.parse(type.asText()));
      if (good != null) {
        types.add(good);
      }
    }
    Set<Priority> priorities = new LinkedHashSet<>();
    json.path("priorities")
        .forEach(name -> Json.choice(Priority.class, name).ifPresent(priorities::add));
    List<EscalationLevel> levels = new ArrayList<>();
    for (JsonNode level : json.path("levels")) {
      String field = "levels/" + levels.size() + "/after";
      Duration after = CivilTimes.duration(checks, field, level.path("after").asText());
      String target =
          level.at("/to/type").asText().toLowerCase(Locale.ROOT)
              + "|"
              + level.at("/to/id").asText();
      levels.add(
          new EscalationLevel(
              // What cannot be read is complained of once: any later time, and anybody, will do.
              after == null ? Duration.ofMinutes(levels.size()) : after,
              EscalationTarget.parse(target).orElse(ANYBODY),
              Json.choice(Deed.class, level.path("action")).orElse(Deed.NOTIFY),
              level.path("raisePriority").asBoolean(false)));
    }
    return new EscalationTerms(
        json.path("name").textValue(),
        types,
        priorities,
        Json.choice(Since.class, json.path("since")).orElse(Since.DUE),
        ShapeCheck.uuid(json.path("calendar").asText()).map(BusinessCalendarId::new).orElse(null),
        levels);
  }

  static ObjectNode of(EscalationPolicy policy) {
    EscalationTerms terms = policy.terms();
    ObjectNode json = Json.object().put("id", policy.id().toString()).put("name", policy.name());
    ArrayNode types = json.putArray("types");
    terms.types().forEach(type -> types.add(type.code()));
    ArrayNode priorities = json.putArray("priorities");
    terms.priorities().forEach(priority -> priorities.add(priority.name()));
    json.put("since", terms.since().name());
    json.put("calendar", terms.calendar() == null ? null : terms.calendar().toString());
    ArrayNode levels = json.putArray("levels");
    for (EscalationLevel level : terms.levels()) {
      ObjectNode one = levels.addObject().put("after", level.after().toString());
      one.putObject("to").put("type", type(level.to())).put("id", level.to().id().toString());
      one.put("action", level.deed().name()).put("raisePriority", level.raisePriority());
    }
    return json.put("active", policy.isActive())
        .put("activeSince", text(policy.activeSince()))
        .put("createdAt", policy.revision().createdAt().toString())
        .put("updatedAt", policy.revision().updatedAt().toString())
        .put("version", policy.revision().version());
  }

  private static String type(EscalationTarget target) {
    return switch (target) {
      case EscalationTarget.Person p -> "USER";
      case EscalationTarget.Members m -> "TEAM";
      case EscalationTarget.Holders h -> "ROLE";
      case EscalationTarget.Managers m -> "MANAGER";
    };
  }

  static ObjectNode of(Ladder ladder) {
    ObjectNode json =
        Json.object()
            .put("policyId", ladder.policy().id().toString())
            .put("policyName", ladder.policy().name())
            .put("fit", ladder.fit().name())
            .put("since", text(ladder.beginning()));
    ArrayNode steps = json.putArray("steps");
    for (Ladder.Step step : ladder.steps()) {
      Escalation done = step.escalated();
      steps
          .addObject()
          .put("level", step.number())
          .put("state", step.state().name())
          .put("moment", text(step.moment()))
          .put("escalatedAt", done == null ? null : done.at().toString())
          .put("outcome", done == null ? null : done.outcome());
    }
    return json;
  }

  static ObjectNode of(TaskEscalations.OfTask task) {
    ObjectNode json = Json.object();
    ArrayNode ladders = json.putArray("ladders");
    task.ladders().forEach(ladder -> ladders.add(of(ladder)));
    ArrayNode history = json.putArray("history");
    for (Escalation done : task.history()) {
      history
          .addObject()
          .put("policyId", done.policy().toString())
          .put("policyName", done.policyName())
          .put("level", done.level())
          .put("since", done.beginning().toString())
          .put("moment", done.moment().toString())
          .put("escalatedAt", done.at().toString())
          .put("action", done.deed().name())
          .put("priorityRaised", done.raised())
          .put("outcome", done.outcome());
    }
    Acknowledgement seen = task.acknowledged();
    return json.put("acknowledgedAt", seen == null ? null : seen.at().toString())
        .put("acknowledgedBy", seen == null ? null : seen.by());
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
