package dev.kith.crm.http.opportunity;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.List;
import java.util.Map;

/** The board over REST. */
public final class BoardRoutes {

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private BoardRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/pipelines/{id}/board", "getBoard")
            .says(
                "Opportunities", "A pipeline with what is in it: totals and first cards of stages")
            .query("owner", Shape.uuid(), "Only what this user owns")
            .query("closeFrom", Shape.date(), "Only what should be decided on this day or later")
            .query("closeTo", Shape.date(), "Only what should be decided by this day")
            .query("amountMin", Shape.text(30), "Only what is worth so much or more")
            .query("amountMax", Shape.text(30), "Only what is worth so much or less")
            .query("stage", Shape.text(2_000), "Keys of stages, separated by commas; usually all")
            .query(
                Lists.parametersBut(OpportunityFields.CATALOGUE, "sort", "fields", "count", "bin"))
            .answers(200, OpportunityJson.BOARD, "The board")
            .refuses("forbidden", "not-found", "invalid")
            .handledBy(BoardRoutes::board));
  }

  private static Outcome<Reply> board(Call call) {
    OpportunityQueries queries = call.workspace().opportunityQueries();
    Map<String, String> asked = call.query();
    Outcome<ListQuery> query =
        BoardQuery.read(queries.fields(), ImmutableMap.copyOf(asked), call.crm().signingKey());
    return switch (query) {
      case Outcome.Refused<ListQuery>(var refusal) ->
          throw Problem.ofQuery(refusal.violations()).asException();
      case Outcome.Done<ListQuery>(var good) ->
          queries
              .board(
                  new PipelineId(call.id("pipeline")),
                  good,
                  ImmutableSet.copyOf(COMMAS.split(asked.getOrDefault("stage", ""))))
              .map(board ->
                  Reply.json(
                      200, OpportunityJson.of(queries.fields(), board, call.crm().signingKey())));
    };
  }
}
