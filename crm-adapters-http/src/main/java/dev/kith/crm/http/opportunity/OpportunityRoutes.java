package dev.kith.crm.http.opportunity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.opportunity.LossDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.assignment.NewOwner;
import dev.kith.crm.http.audit.AuditJson;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.CsvRoute;
import dev.kith.crm.http.kernel.Edits;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.RecordSteps;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done with opportunities over REST; the board is in {@link BoardRoutes}. */
public final class OpportunityRoutes {

  private static final String TAG = "Opportunities";
  private static final String[] ON_AN_OPPORTUNITY = {
    "not-found", "forbidden", "opportunity-deleted"
  };

  private static final RecordSteps<OpportunityId, Opportunity> STEPS =
      new RecordSteps<>(
          "Opportunity",
          "/opportunities",
          TAG,
          OpportunityJson.OPPORTUNITY,
          List.of(ON_AN_OPPORTUNITY),
          OpportunityRoutes::id,
          OpportunityRoutes::shown);

  private OpportunityRoutes() {}

  public static List<Route> all() {
    return ImmutableList.<Route>builder()
        .add(
            Route.post("/opportunities", "createOpportunity")
                .says(TAG, "Create an opportunity")
                .body(OpportunityJson.CREATE, OpportunityRoutes::problemsOfDraft)
                .answers(201, OpportunityJson.OPPORTUNITY, "The new opportunity")
                .refuses(
                    "invalid",
                    "forbidden",
                    "unknown-account",
                    "unknown-stage",
                    "invalid-transition",
                    "opportunity-external-id-taken",
                    "unknown-owner",
                    "wip-limit")
                .handledBy(OpportunityRoutes::create),
            Route.get("/opportunities", "listOpportunities")
                .says(TAG, "List, filter, search and sort opportunities")
                .query(Lists.parameters(OpportunityFields.CATALOGUE))
                .answers(200, OpportunityJson.PAGE, "A page of opportunities")
                .refuses("forbidden", "invalid")
                .handledBy(call ->
                    Lists.answer(call, queries(call).fields(), query -> queries(call).list(query))),
            CsvRoute.of(
                TAG,
                "opportunities",
                "exportOpportunities",
                OpportunityFields.CATALOGUE,
                workspace -> workspace.opportunityQueries().fields(),
                Workspace::opportunityExport),
            Route.get("/opportunities/{id}", "getOpportunity")
                .says(TAG, "Read an opportunity")
                .answers(200, OpportunityJson.OPPORTUNITY, "The opportunity")
                .refuses("not-found")
                .handledBy(call -> queries(call).get(id(call)).map(view -> reply(call, 200, view))),
            Route.patch("/opportunities/{id}", "editOpportunity")
                .says(
                    TAG, "Change fields of an opportunity (JSON Merge Patch: null empties a field)")
                .body(OpportunityJson.EDIT, OpportunityRoutes::problemsOfEdit)
                .versioned()
                .answers(200, OpportunityJson.OPPORTUNITY, "The opportunity as it is now")
                .refuses(ON_AN_OPPORTUNITY)
                .refuses("invalid", "unknown-account", "opportunity-external-id-taken")
                .handledBy(call ->
                    shown(
                        call,
                        opportunities(call)
                            .edit(
                                id(call),
                                new Opportunities.Edit(OpportunityJson.named(call.body()))))),
            Route.delete("/opportunities/{id}", "deleteOpportunity")
                .says(TAG, "Put an opportunity into the bin")
                .versioned()
                .answers(
                    200,
                    OpportunityJson.OPPORTUNITY,
                    "The opportunity, with the moment of its deletion")
                .refuses("not-found", "forbidden")
                .handledBy(call -> shown(call, opportunities(call).delete(id(call)))),
            Route.get("/opportunities/{id}/stages", "getOpportunityStages")
                .says(
                    TAG, "In which stages an opportunity was, from when to when, and for how long")
                .answers(200, OpportunityJson.STAYS, "Its stays, without a gap")
                .refuses("not-found")
                .handledBy(call ->
                    queries(call)
                        .stays(id(call))
                        .map(stays ->
                            Reply.json(
                                200,
                                OpportunityJson.ofStays(
                                    call.workspace().pipelineAnalytics().timed(stays))))),
            Route.get("/opportunities/{id}/transitions", "getOpportunityTransitions")
                .says(TAG, "Where an opportunity can go from here, and what is missing for it")
                .answers(200, OpportunityJson.TRANSITIONS, "The stages")
                .refuses("not-found")
                .handledBy(call ->
                    queries(call)
                        .transitions(id(call))
                        .map(all -> Reply.json(200, OpportunityJson.ofTransitions(all)))),
            AuditJson.sharedTimelineParameters(
                    Route.get("/opportunities/{id}/timeline", "getOpportunityTimeline"))
                .says(TAG, "Everything that happened to an opportunity")
                .answers(200, AuditJson.SHARED_TIMELINE, "The entries, newest first")
                .refuses("not-found")
                .handledBy(call ->
                    AuditJson.sharedTimeline(
                        call, (before, limit) -> queries(call).timeline(id(call), before, limit))))
        .addAll(actions())
        .build();
  }

  private static List<Route> actions() {
    return List.of(
        STEPS.step(
            "assign",
            "Give an opportunity to a user, to nobody, or to somebody of a pool",
            OpportunityJson.ASSIGN,
            (call, id) ->
                NewOwner.give(
                    call,
                    owner -> opportunities(call).assign(id, owner),
                    pool -> opportunities(call).assignFrom(id, pool)),
            NewOwner.refusals()),
        STEPS.step(
            "note",
            "Write a note on an opportunity's timeline",
            OpportunityJson.NOTE,
            (call, id) -> opportunities(call).note(id, call.text("text")),
            "invalid"),
        STEPS.step(
            "move",
            "Bring an opportunity into another stage, or to another place in its own",
            OpportunityJson.MOVE,
            (call, id) -> opportunities(call).move(id, move(call)),
            "invalid",
            "unknown-stage",
            "invalid-transition",
            "opportunity-decided",
            "board-stale",
            "wip-limit"),
        STEPS.step(
            "undo-move",
            "Take the last move of an opportunity back, for ten minutes by who made it",
            null,
            (call, id) -> opportunities(call).undoMove(id),
            "move-stands",
            "wip-limit"),
        STEPS.step(
            "win",
            "Move an opportunity into the first stage of what is won",
            OpportunityJson.WIN,
            (call, id) -> opportunities(call).win(id, call.moment("effectiveAt").orElse(null)),
            "invalid",
            "invalid-transition",
            "opportunity-decided"),
        STEPS.step(
            "lose",
            "Move an opportunity into the first stage of what is lost",
            OpportunityJson.LOSE,
            (call, id) ->
                opportunities(call)
                    .lose(
                        id,
                        new LossDraft(call.text("reason"), call.text("competitor")),
                        call.moment("effectiveAt").orElse(null)),
            "invalid",
            "invalid-transition",
            "opportunity-decided"),
        STEPS.step(
            "reopen",
            "Take a decision back",
            OpportunityJson.REOPEN,
            (call, id) -> opportunities(call).reopen(id, call.text("stage")),
            "invalid",
            "unknown-stage",
            "invalid-transition",
            "wip-limit"),
        STEPS.step(
            "restore",
            "Take an opportunity out of the bin",
            null,
            (call, id) -> opportunities(call).restore(id),
            "opportunity-external-id-taken",
            "wip-limit"));
  }

  private static Opportunities.Move move(Call call) {
    return new Opportunities.Move(
        call.uuid("pipeline").map(PipelineId::new).orElse(null),
        Objects.requireNonNullElse(call.text("stage"), ""),
        opportunity(call, "afterId"),
        opportunity(call, "beforeId"),
        call.moment("effectiveAt").orElse(null),
        loss(call.text("reason"), call.text("competitor")));
  }

  private static @Nullable OpportunityId opportunity(Call call, String property) {
    return call.uuid(property).map(OpportunityId::new).orElse(null);
  }

  private static @Nullable LossDraft loss(@Nullable String reason, @Nullable String competitor) {
    return reason == null && competitor == null ? null : new LossDraft(reason, competitor);
  }

  private static Outcome<Reply> create(Call call) {
    return opportunities(call)
        .create(
            new Opportunities.Create(
                OpportunityJson.read(call.body()),
                call.uuid("owner").map(UserId::new).orElse(null),
                call.uuid("pipeline").map(PipelineId::new).orElse(null),
                call.text("stage"),
                call.moment("effectiveAt").orElse(null)))
        .map(opportunity ->
            reply(call, 201, queries(call).shown(opportunity))
                .header("Location", call.link("/opportunities/" + opportunity.id())));
  }

  private static List<Violation> problemsOfDraft(Call call, JsonNode body) {
    return opportunities(call).problemsOf(OpportunityJson.read(body));
  }

  private static List<Violation> problemsOfEdit(Call call, JsonNode body) {
    return Edits.named(body, problemsOfDraft(call, body));
  }

  private static Outcome<Reply> shown(Call call, Outcome<Opportunity> outcome) {
    return outcome.map(opportunity -> reply(call, 200, queries(call).shown(opportunity)));
  }

  private static Reply reply(Call call, int status, OpportunityView view) {
    ObjectNode json = CatalogueJson.of(queries(call).fields(), view, Set.of());
    return Reply.json(status, json).version(view.revision().version());
  }

  private static Opportunities opportunities(Call call) {
    return call.workspace().opportunities();
  }

  private static OpportunityQueries queries(Call call) {
    return call.workspace().opportunityQueries();
  }

  private static OpportunityId id(Call call) {
    return new OpportunityId(call.id("opportunity"));
  }
}
