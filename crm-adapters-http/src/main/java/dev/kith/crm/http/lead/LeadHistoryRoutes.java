package dev.kith.crm.http.lead;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.quality.IntakeQuality;
import dev.kith.crm.domain.intake.quality.QualityAspect;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.audit.AuditJson;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has happened to a lead, and what can happen next. */
final class LeadHistoryRoutes {

  private static final Map<String, LeadStatus.Name> ACTIONS =
      new java.util.TreeMap<>(
          Map.of(
              "start-work", LeadStatus.Name.WORKING,
              "nurture", LeadStatus.Name.NURTURING,
              "qualify", LeadStatus.Name.QUALIFIED,
              "disqualify", LeadStatus.Name.DISQUALIFIED,
              "recycle", LeadStatus.Name.RECYCLED));

  private LeadHistoryRoutes() {}

  static List<Route> all() {
    return List.of(
        AuditJson.sharedTimelineParameters(Route.get("/leads/{id}/timeline", "getLeadTimeline"))
            .says(
                "Leads",
                "Everything that happened to a lead, and to those that were merged into it")
            .answers(200, AuditJson.SHARED_TIMELINE, "The entries, newest first")
            .refuses("not-found")
            .handledBy(call ->
                AuditJson.sharedTimeline(
                    call,
                    (before, limit) ->
                        call.workspace()
                            .leadQueries()
                            .timeline(LeadRoutes.id(call), before, limit))),
        Route.get("/leads/{id}/transitions", "getLeadTransitions")
            .says("Leads", "What the caller may do with a lead now, and why not")
            .answers(200, LeadShapes.TRANSITIONS, "Every action that leads to another status")
            .refuses("not-found")
            .handledBy(LeadHistoryRoutes::transitions),
        Route.get("/leads/{id}/quality", "getLeadQuality")
            .says("Leads", "How complete and usable the data of a lead is, and why")
            .answers(200, LeadShapes.QUALITY, "The points, and every aspect with its own")
            .refuses("not-found")
            .handledBy(LeadHistoryRoutes::quality));
  }

  private static Outcome<Reply> transitions(Call call) {
    LeadQueries queries = call.workspace().leadQueries();
    return queries
        .get(LeadRoutes.id(call))
        .map(view ->
            Reply.json(200, transitionsJson(call, view)).version(view.revision().version()));
  }

  private static Outcome<Reply> quality(Call call) {
    return call.workspace()
        .leadQueries()
        .get(LeadRoutes.id(call))
        .map(view -> Reply.json(200, qualityJson(view)).version(view.revision().version()));
  }

  /** Somebody from whom a field is hidden that counts for the quality is told nothing of it. */
  private static ObjectNode qualityJson(LeadView view) {
    IntakeQuality quality = view.quality();
    ObjectNode json =
        Json.object().put("quality", quality == null ? null : Integer.valueOf(quality.points()));
    ArrayNode aspects = json.putArray("aspects");
    if (quality != null) {
      for (QualityAspect aspect : QualityAspect.values()) {
        aspects
            .addObject()
            .put("code", aspect.code())
            .put("label", aspect.label())
            .put("points", aspect.points())
            .put("met", quality.has(aspect));
      }
    }
    return json;
  }

  private static ObjectNode transitionsJson(Call call, LeadView view) {
    ObjectNode json = Json.object().put("status", view.status().name().name());
    ArrayNode transitions = json.putArray("transitions");
    ACTIONS.forEach((action, to) -> {
      Optional<Hindrance> hindrance = hindrance(call, view, to);
      ObjectNode item =
          transitions
              .addObject()
              .put("action", action)
              .put("to", to.name())
              .put("possible", hindrance.isEmpty());
      hindrance.ifPresent(h -> item.put("code", h.code).put("why", h.why));
    });
    return json;
  }

  private record Hindrance(String code, String why) {}

  /** In the order in which the command itself would find it. */
  private static Optional<Hindrance> hindrance(Call call, LeadView view, LeadStatus.Name to) {
    Permission edit = new Permission(Feature.LEAD, Action.EDIT);
    if (!Visibility.of(call.actor(), edit).reaches(view.owner())) {
      return Optional.of(
          new Hindrance(
              "forbidden", "This needs the permission " + edit.code() + " on this lead."));
    }
    if (view.mergedInto() != null) {
      return Optional.of(
          new Hindrance(
              "lead-merged", "The lead has been merged into the lead " + view.mergedInto() + "."));
    }
    if (view.revision().isDeleted()) {
      return Optional.of(
          new Hindrance("lead-deleted", "The lead has been deleted; restore it first."));
    }
    if (view.status() instanceof LeadStatus.Converted) {
      return Optional.of(new Hindrance("lead-converted", "The lead has been converted."));
    }
    if (!view.status().next().contains(to)) {
      return Optional.of(
          new Hindrance(
              "invalid-transition",
              "A lead cannot go from " + view.status().name() + " to " + to + "."));
    }
    return Optional.empty();
  }
}
