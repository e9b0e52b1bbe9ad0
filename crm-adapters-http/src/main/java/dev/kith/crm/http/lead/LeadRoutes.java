package dev.kith.crm.http.lead;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.intake.attribution.Touches.Arrival;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.assignment.NewOwner;
import dev.kith.crm.http.intake.attribution.TouchJson;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.CsvRoute;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.RecordSteps;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with leads over REST. */
public final class LeadRoutes {

  private static final String TAG = "Leads";
  private static final String[] ON_A_LEAD = {
    "not-found", "forbidden", "lead-deleted", "lead-merged", "lead-converted"
  };

  private static final RecordSteps<LeadId, Lead> STEPS =
      new RecordSteps<>(
          "Lead",
          "/leads",
          TAG,
          LeadShapes.LEAD,
          List.of(ON_A_LEAD),
          LeadRoutes::id,
          LeadRoutes::shown);

  private LeadRoutes() {}

  public static List<Route> all() {
    List<Route> routes = new ArrayList<>();
    routes.add(
        Route.post("/leads", "captureLead")
            .says(TAG, "Capture a lead")
            .body(LeadShapes.CAPTURE_ONE, LeadRoutes::problemsOfDraft)
            .answers(201, LeadShapes.LEAD, "The captured lead")
            .refuses(
                "invalid",
                "forbidden",
                "lead-email-taken",
                "lead-external-id-taken",
                "unknown-owner")
            .handledBy(LeadRoutes::capture));
    routes.add(
        Route.get("/leads", "listLeads")
            .says(TAG, "List, filter, search and sort leads")
            .query(Lists.parameters(LeadFields.CATALOGUE))
            .answers(200, LeadShapes.PAGE, "A page of leads")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                Lists.answer(
                    call,
                    call.workspace().leadQueries().fields(),
                    query -> call.workspace().leadQueries().list(query))));
    routes.add(
        Route.get("/leads/{id}", "getLead")
            .says(TAG, "Read a lead")
            .answers(200, LeadShapes.LEAD, "The lead")
            .answers(308, "It was merged into the lead of the Location")
            .refuses("not-found")
            .handledBy(LeadRoutes::read));
    routes.add(
        Route.patch("/leads/{id}", "editLead")
            .says(TAG, "Change fields of a lead (JSON Merge Patch: null empties a field)")
            .body(LeadShapes.EDIT, LeadRoutes::problemsOfDraft)
            .versioned()
            .answers(200, LeadShapes.LEAD, "The lead as it is now")
            .refuses(ON_A_LEAD)
            .refuses("invalid", "lead-email-taken", "lead-external-id-taken")
            .handledBy(LeadRoutes::edit));
    routes.add(
        Route.delete("/leads/{id}", "deleteLead")
            .says(TAG, "Put a lead into the bin")
            .versioned()
            .answers(200, LeadShapes.LEAD, "The lead, with the moment of its deletion")
            .refuses("not-found", "forbidden", "lead-merged")
            .handledBy(call -> shown(call, leads(call).delete(id(call)))));
    routes.add(
        Route.post("/leads:batch", "captureLeads")
            .says(TAG, "Capture up to " + Leads.LARGEST_BATCH + " leads")
            .body(LeadShapes.BATCH)
            .answers(200, LeadShapes.BATCH_RESULT, "What became of each")
            .refuses("invalid", "forbidden")
            .handledBy(LeadRoutes::captureAll));
    routes.add(
        CsvRoute.of(
            TAG,
            "leads",
            "exportLeads",
            LeadFields.CATALOGUE,
            workspace -> workspace.leadQueries().fields(),
            Workspace::leadExport));
    routes.add(
        Route.get("/tags", "listTags")
            .says(TAG, "Tags that leads have, for suggestions")
            .query("prefix", Shape.text(), "What they begin with; usually all")
            .query(List.of(Paging.limit(LeadQueries.MOST_TAGS, "tags")))
            .answers(200, LeadShapes.TAGS_IN_USE, "The tags, the most used first")
            .refuses("forbidden", "invalid")
            .handledBy(LeadRoutes::tagsInUse));
    routes.add(
        Route.get("/custom-fields", "listCustomFields")
            .says(TAG, "Names that custom fields of leads have been given, for suggestions")
            .query("prefix", Shape.text(), "What they begin with; usually all")
            .query(List.of(Paging.limit(LeadQueries.MOST_CUSTOM_FIELDS, "names")))
            .answers(200, LeadShapes.CUSTOM_FIELD_NAMES, "The names")
            .refuses("forbidden", "invalid")
            .handledBy(LeadRoutes::customFieldNames));
    routes.addAll(actions());
    routes.addAll(LeadHistoryRoutes.all());
    return List.copyOf(routes);
  }

  private static List<Route> actions() {
    return List.of(
        STEPS.step(
            "assign",
            "Give a lead to a user, to nobody, or to somebody of a pool",
            LeadShapes.ASSIGN,
            LeadRoutes::assign,
            NewOwner.refusals()),
        STEPS.step(
            "note",
            "Write a note on a lead's timeline",
            LeadShapes.NOTE,
            (call, id) -> leads(call).note(id, text(call, "text")),
            "invalid"),
        STEPS.step(
            "tag",
            "Give a lead tags, besides those that it has",
            LeadShapes.TAGS,
            (call, id) -> leads(call).tag(id, tags(call)),
            "invalid"),
        STEPS.step(
            "untag",
            "Take tags from a lead, as far as it has them",
            LeadShapes.TAGS,
            (call, id) -> leads(call).untag(id, tags(call)),
            "invalid"),
        STEPS.step(
            "start-work",
            "Start to work on a lead",
            null,
            (call, id) -> leads(call).startWork(id),
            "invalid-transition"),
        STEPS.step(
            "nurture",
            "Keep a lead warm until it is ready",
            null,
            (call, id) -> leads(call).nurture(id),
            "invalid-transition"),
        STEPS.step(
            "qualify",
            "Find a lead worth an opportunity",
            null,
            (call, id) -> leads(call).qualify(id),
            "invalid-transition"),
        STEPS.step(
            "disqualify",
            "Pursue a lead no longer",
            LeadShapes.DISQUALIFY,
            LeadRoutes::disqualify,
            "invalid",
            "invalid-transition"),
        STEPS.step(
            "recycle",
            "Put a lead aside until a moment",
            LeadShapes.RECYCLE,
            LeadRoutes::recycle,
            "invalid",
            "invalid-transition"),
        STEPS.step(
            "restore",
            "Take a lead out of the bin",
            null,
            (call, id) -> leads(call).restore(id),
            "lead-email-taken",
            "lead-external-id-taken"));
  }

  private static Outcome<Reply> capture(Call call) {
    JsonNode touches = call.body().path("touches");
    Leads.Capture capture = captureOf(call.body());
    Outcome<Lead> captured =
        touches.isEmpty()
            ? leads(call).capture(capture)
            : call.workspace().touches().capture(capture, TouchJson.readAll(touches));
    return captured.map(lead ->
        reply(call, 201, call.workspace().leadQueries().shown(lead))
            .header("Location", call.link("/leads/" + lead.id())));
  }

  private static Outcome<Reply> read(Call call) {
    LeadQueries leads = call.workspace().leadQueries();
    return leads
        .get(id(call))
        .map(view ->
            view.mergedInto() == null
                ? reply(call, 200, view)
                : Reply.empty(308)
                    .header("Location", call.link("/leads/" + leads.standsFor(view))));
  }

  private static Outcome<Reply> edit(Call call) {
    ImmutableMap.Builder<LeadField, Optional<String>> fields = ImmutableMap.builder();
    for (LeadField field : LeadField.values()) {
      JsonNode value = call.body().get(field.code());
      if (value != null) {
        fields.put(field, Optional.ofNullable(LeadDraftJson.text(value)));
      }
    }
    return shown(call, leads(call).edit(id(call), new Leads.Edit(fields.buildOrThrow())));
  }

  private static Outcome<Lead> assign(Call call, LeadId id) {
    return NewOwner.give(
        call, owner -> leads(call).assign(id, owner), pool -> leads(call).assignFrom(id, pool));
  }

  private static List<String> tags(Call call) {
    return Streams.stream(call.body().path("tags")).map(JsonNode::asText).toList();
  }

  private static Outcome<Lead> disqualify(Call call, LeadId id) {
    JsonNode comment = call.body().get("comment");
    return leads(call)
        .disqualify(
            id,
            LeadStatus.Reason.valueOf(text(call, "reason")),
            comment == null || comment.isNull() ? null : comment.textValue());
  }

  private static Outcome<Lead> recycle(Call call, LeadId id) {
    return leads(call).recycle(id, ShapeCheck.instant(text(call, "until")).orElseThrow());
  }

  private static Outcome<Reply> captureAll(Call call) {
    List<Arrival> arrivals = new ArrayList<>();
    call.body()
        .get("items")
        .forEach(item ->
            arrivals.add(new Arrival(captureOf(item), TouchJson.readAll(item.path("touches")))));
    return call.workspace()
        .touches()
        .captureAll(arrivals, call.body().path("atomic").asBoolean(false))
        .map(outcomes -> Reply.json(200, batchJson(call, outcomes)));
  }

  private static ObjectNode batchJson(Call call, List<Outcome<Lead>> outcomes) {
    ObjectNode json = Json.object();
    long captured = outcomes.stream().filter(o -> o instanceof Outcome.Done<Lead>).count();
    json.put("captured", captured).put("refused", outcomes.size() - captured);
    ArrayNode items = json.putArray("items");
    for (Outcome<Lead> outcome : outcomes) {
      ObjectNode item = items.addObject();
      switch (outcome) {
        case Outcome.Done<Lead>(var lead) ->
            item.put("status", 201)
                .set("lead", json(call, call.workspace().leadQueries().shown(lead)));
        case Outcome.Refused<Lead>(var refusal) -> {
          Problem problem = Problem.of(refusal);
          item.put("status", problem.status()).set("problem", problem.shortJson());
        }
      }
    }
    return json;
  }

  private static Outcome<Reply> tagsInUse(Call call) {
    return call.workspace()
        .leadQueries()
        .tags(call.query("prefix").orElse(""), Paging.limit(call))
        .map(tags -> {
          ObjectNode json = Json.object();
          ArrayNode items = json.putArray("items");
          tags.forEach(tag -> items.addObject().put("tag", tag.tag()).put("leads", tag.leads()));
          return Reply.json(200, json);
        });
  }

  private static Outcome<Reply> customFieldNames(Call call) {
    return call.workspace()
        .leadQueries()
        .customFieldNames(call.query("prefix").orElse(""), Paging.limit(call))
        .map(names -> {
          ObjectNode json = Json.object();
          ArrayNode items = json.putArray("items");
          names.forEach(items::add);
          return Reply.json(200, json);
        });
  }

  private static List<Violation> problemsOfDraft(Call call, JsonNode body) {
    return leads(call).problemsOf(LeadDraftJson.read(body));
  }

  private static Leads.Capture captureOf(JsonNode body) {
    return new Leads.Capture(LeadDraftJson.read(body), user(body.get("owner")));
  }

  private static @Nullable UserId user(@Nullable JsonNode id) {
    return id == null || id.isNull()
        ? null
        : new UserId(ShapeCheck.uuid(id.textValue()).orElseThrow());
  }

  private static Outcome<Reply> shown(Call call, Outcome<Lead> outcome) {
    return outcome.map(lead -> reply(call, 200, call.workspace().leadQueries().shown(lead)));
  }

  private static Reply reply(Call call, int status, LeadView view) {
    return Reply.json(status, json(call, view)).version(view.revision().version());
  }

  private static ObjectNode json(Call call, LeadView view) {
    return CatalogueJson.of(call.workspace().leadQueries().fields(), view, Set.of());
  }

  static LeadId id(Call call) {
    return new LeadId(call.id("lead"));
  }

  private static Leads leads(Call call) {
    return call.workspace().leads();
  }

  private static String text(Call call, String property) {
    return call.body().path(property).asText();
  }
}
