package dev.kith.crm.http.opportunity;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.PipelinePast.Wanted;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The board over REST. */
public final class BoardRoutes {

  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private static final List<String> NOT_OF_THE_PAST =
      ImmutableList.of("stage", "product", "q", "filter", "cursor");

  private BoardRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/pipelines/{id}/board", "getBoard")
            .says(
                "Opportunities", "A pipeline with what is in it: totals and first cards of stages")
            .query("owner", Shape.uuid(), "Only what this user owns")
            .query("team", Shape.uuid(), "Only what the active members of this team own")
            .query("closeFrom", Shape.date(), "Only what should be decided on this day or later")
            .query("closeTo", Shape.date(), "Only what should be decided by this day")
            .query("amountMin", Shape.text(30), "Only what is worth so much or more")
            .query("amountMax", Shape.text(30), "Only what is worth so much or less")
            .query(
                "product",
                Shape.text(2_000),
                "Ids of products, separated by commas: only what one of them stands in")
            .query("stage", Shape.text(2_000), "Keys of stages, separated by commas; usually all")
            .query(
                "asOf",
                Shape.instant(),
                "The board as it was at this moment, with the cards that were worth most; not"
                    + " together with stage, product, q, filter and cursor")
            .query(
                Lists.parametersBut(OpportunityFields.CATALOGUE, "sort", "fields", "count", "bin"))
            .answers(200, BoardJson.BOARD, "The board")
            .refuses("forbidden", "not-found", "invalid")
            .handledBy(BoardRoutes::board),
        Route.get("/pipelines/{id}/waterfall", "getPipelineWaterfall")
            .says(
                "Opportunities",
                "What made the open opportunities of one moment into those of a later one")
            .requiredQuery("from", Shape.instant(), "The first moment")
            .requiredQuery("to", Shape.instant(), "The second, not in the future")
            .query(PastQuery.PARAMETERS)
            .answers(200, WaterfallJson.WATERFALL, "What changed")
            .refuses("forbidden", "not-found", "invalid")
            .handledBy(BoardRoutes::waterfall),
        Route.get("/pipelines/{id}/events", "watchBoard")
            .says(
                "Opportunities",
                "In which columns of a board something changes, as server-sent events")
            .query(
                "after",
                Shape.count(),
                "Position of the board that was read: what came since is told too; a Last-Event-ID"
                    + " counts before it")
            .answersRaw(
                200,
                BoardEvents.MEDIA_TYPE,
                "Events named changed, for whoever accepts text/event-stream by that name")
            .refuses("forbidden", "not-found", "too-many-watches")
            .handledBy(BoardRoutes::events));
  }

  /** A stream without an end is only begun for who means to read it. */
  private static Outcome<Reply> events(Call call) {
    Context ctx = call.javalin();
    PipelineId pipeline = new PipelineId(call.id("pipeline"));
    boolean isHead = ctx.method().equals(HandlerType.HEAD);
    if (!isHead && !Strings.nullToEmpty(ctx.header("Accept")).contains(BoardEvents.MEDIA_TYPE)) {
      throw Problem.of(
              HttpFault.NOT_ACCEPTABLE,
              "This is a stream without an end: send Accept: " + BoardEvents.MEDIA_TYPE + ".")
          .withFact("offered", List.of(BoardEvents.MEDIA_TYPE))
          .asException();
    }
    return call.workspace()
        .opportunityQueries()
        .watch(pipeline, BoardEvents.seen(ctx, call.query().get("after")))
        .map(watch -> {
          if (isHead) {
            watch.close();
            return Reply.raw(200, BoardEvents.MEDIA_TYPE, new byte[0]);
          }
          BoardEvents.stream(ctx, watch);
          return Reply.streamed();
        });
  }

  private static Outcome<Reply> waterfall(Call call) {
    PipelineId pipeline = new PipelineId(call.id("pipeline"));
    return call.workspace()
        .opportunityQueries()
        .past()
        .waterfall(
            pipeline,
            call.instant("from").orElseThrow(),
            call.instant("to").orElseThrow(),
            wanted(call))
        .map(changes -> Reply.json(200, WaterfallJson.of(changes)));
  }

  private static Wanted wanted(Call call) {
    return switch (PastQuery.read(call.query())) {
      case Outcome.Done<Wanted>(var wanted) -> wanted;
      case Outcome.Refused<Wanted>(var refusal) ->
          throw Problem.ofQuery(refusal.violations()).asException();
    };
  }

  private static Outcome<Reply> past(Call call, Instant asOf) {
    OpportunityQueries queries = call.workspace().opportunityQueries();
    List<Violation> unfit =
        NOT_OF_THE_PAST.stream()
            .filter(call.query()::containsKey)
            .map(name ->
                Violation.at(name, "not-with-as-of", "This is asked of the present board only."))
            .toList();
    if (!unfit.isEmpty()) {
      throw Problem.ofQuery(unfit).asException();
    }
    return queries
        .past()
        .board(new PipelineId(call.id("pipeline")), asOf, wanted(call), call.number("limit", 25))
        .map(board ->
            Reply.json(200, BoardJson.of(queries.fields(), board, call.crm().signingKey())));
  }

  private static Outcome<Reply> board(Call call) {
    Optional<Instant> asOf = call.instant("asOf");
    if (asOf.isPresent()) {
      return past(call, asOf.get());
    }
    OpportunityQueries queries = call.workspace().opportunityQueries();
    Map<String, String> asked = call.query();
    Outcome<ListQuery> query =
        BoardQuery.read(queries.fields(), ImmutableMap.copyOf(asked), call.crm().signingKey());
    return switch (query) {
      case Outcome.Refused<ListQuery>(var refusal) ->
          throw Problem.ofQuery(refusal.violations()).asException();
      case Outcome.Done<ListQuery>(var good) ->
          call.queryId("team")
              .map(team -> queries.ofTeam(good, new TeamId(team)))
              .orElseGet(() -> Outcome.done(good))
              .then(wanted ->
                  queries.board(
                      new PipelineId(call.id("pipeline")),
                      wanted,
                      ImmutableSet.copyOf(COMMAS.split(asked.getOrDefault("stage", "")))))
              .map(board ->
                  Reply.json(200, BoardJson.of(queries.fields(), board, call.crm().signingKey())));
    };
  }
}
