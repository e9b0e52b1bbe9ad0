package dev.kith.crm.http.opportunity;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.access.TeamView;
import dev.kith.crm.application.access.Teams;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.Board;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.opportunity.BoardPage.Moved;
import dev.kith.crm.http.opportunity.BoardPage.Trouble;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The board: the stages of a pipeline side by side, and the cards in them. */
public final class BoardPages {

  private static final int CARDS = 25;
  private static final Map<String, String> NOT_OF_THE_PAST =
      ImmutableMap.of(
          "q", "Only the present board is searched.",
          "product", "Products are known of the present board only.");
  private static final Set<String> NO_COMPARISONS = ImmutableSet.of("pipeline", "team", "asOf");

  private BoardPages() {}

  public static void addTo(PageRoutes routes) {
    routes.get("/board", visit -> show(visit, 200, "opportunity/board.jte", null, null));
    WaterfallPages.addTo(routes);
    routes.get("/board/events", BoardPages::events);
    routes.get("/board/columns", visit -> show(visit, 200, "opportunity/columns.jte", null, null));
    // Asked by the script of the board, which puts the answer in place of its columns.
    routes.post("/board", BoardPages::move);
    routes.post("/board/undo", BoardPages::undo);
  }

  private static void events(Visit visit) {
    Optional<PipelineId> pipeline = visit.queryId("pipeline").map(PipelineId::new);
    boolean isMeant =
        Strings.nullToEmpty(visit.ctx().header("Accept")).contains(BoardEvents.MEDIA_TYPE);
    if (pipeline.isEmpty() || !isMeant) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    visit.with(
        visit
            .crm()
            .opportunityQueries()
            .watch(pipeline.get(), BoardEvents.seen(visit.ctx(), visit.query("after"))),
        watch -> BoardEvents.stream(visit.ctx(), watch));
  }

  private static void move(Visit visit) {
    OpportunityId card = opportunity(visit, "card");
    String stage = visit.form("stage");
    Outcome<Opportunity> moved =
        card == null
            ? Outcome.refused(new NotFound("opportunity", visit.form("card")))
            : visit
                .crm()
                .expecting(visit.number("version").orElse(0L))
                .opportunities()
                .move(
                    card,
                    new Opportunities.Move(
                        null,
                        stage,
                        opportunity(visit, "after"),
                        opportunity(visit, "before"),
                        null,
                        null));
    answer(visit, card, stage, moved);
  }

  /** Takes back what the person has just moved, as long as the card is as they left it. */
  private static void undo(Visit visit) {
    OpportunityId card = opportunity(visit, "card");
    answer(
        visit,
        null,
        "",
        card == null
            ? Outcome.refused(new NotFound("opportunity", visit.form("card")))
            : visit.crm().opportunities().undoMove(card));
  }

  private static void answer(
      Visit visit, @Nullable OpportunityId movable, String stage, Outcome<Opportunity> outcome) {
    switch (outcome) {
      case Outcome.Done<Opportunity>(var now) ->
          show(
              visit,
              200,
              "opportunity/columns.jte",
              null,
              movable == null ? null : moved(visit, now));
      case Outcome.Refused<Opportunity>(var refusal) ->
          show(
              visit,
              Visit.statusOf(refusal),
              "opportunity/columns.jte",
              trouble(movable, stage, refusal),
              null);
    }
  }

  /** Null where the card has only found another place in its column. */
  private static @Nullable Moved moved(Visit visit, Opportunity now) {
    OpportunityQueries queries = visit.crm().opportunityQueries();
    boolean isMoved = now.revision().version() != visit.number("version").orElse(0L);
    OpportunityView view = queries.shown(now);
    return isMoved && queries.canUndoMove(now.id()).equals(Outcome.done(true))
        ? new Moved(now.id(), view.displayName() + " is in " + view.where().stageName() + " now.")
        : null;
  }

  private static Trouble trouble(@Nullable OpportunityId card, String stage, Refusal refusal) {
    String text =
        refusal instanceof StaleVersion
            ? "Somebody changed this opportunity meanwhile. The board is up to date now."
            : refusal.violations().isEmpty()
                ? refusal.detail()
                : refusal.violations().stream()
                    .map(Violation::message)
                    .collect(Collectors.joining(" "));
    return new Trouble(
        text,
        card == null || refusal.violations().isEmpty()
            ? null
            : "/opportunities/" + card + "/move?stage=" + stage);
  }

  private static @Nullable OpportunityId opportunity(Visit visit, String field) {
    return ShapeCheck.uuid(visit.form(field)).map(OpportunityId::new).orElse(null);
  }

  private static void show(
      Visit visit, int status, String template, @Nullable Trouble trouble, @Nullable Moved moved) {
    ListAddress address = ListAddress.of(visit, "/board", BoardPage.FILTERS);
    List<Pipeline> pipelines = OpportunityPages.pipelines(visit);
    Optional<Pipeline> pipeline =
        address.get("pipeline").isEmpty()
            ? pipelines.stream().findFirst()
            : pipelines.stream()
                .filter(p -> p.id().toString().equals(address.get("pipeline")))
                .findFirst();
    var queries = visit.crm().opportunityQueries();
    Outcome<ListQuery> query =
        BoardQuery.read(
            queries.fields(), parameters(visit, address), visit.wholeCrm().signingKey());
    if (pipeline.isEmpty() && !address.get("pipeline").isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    switch (query.then(good -> ofTeam(queries, good, address.get("team")))) {
      case Outcome.Refused<ListQuery>(var refusal) ->
          render(
              visit, 400, template, address, null, pipelines, trouble, moved, refusal.violations());
      case Outcome.Done<ListQuery>(var good) -> {
        if (pipeline.isPresent() && !address.get("asOf").isEmpty()) {
          past(visit, template, address, pipeline.get(), pipelines);
        } else if (pipeline.isEmpty()) {
          render(visit, status, template, address, null, pipelines, trouble, moved, List.of());
        } else {
          visit.with(
              queries.board(pipeline.get().id(), good.limitedTo(CARDS), Set.of()),
              board ->
                  render(
                      visit, status, template, address, board, pipelines, trouble, moved,
                      List.of()));
        }
      }
    }
  }

  private static void past(
      Visit visit,
      String template,
      ListAddress address,
      Pipeline pipeline,
      List<Pipeline> pipelines) {
    List<Violation> unfit =
        NOT_OF_THE_PAST.entrySet().stream()
            .filter(only -> !address.get(only.getKey()).isEmpty())
            .map(only -> Violation.at(only.getKey(), "not-with-as-of", only.getValue()))
            .toList();
    if (!unfit.isEmpty()) {
      render(visit, 400, template, address, null, pipelines, null, null, unfit);
      return;
    }
    ImmutableMap.Builder<String, String> asked = ImmutableMap.builder();
    asked.putAll(parameters(visit, address)).put("team", address.get("team"));
    Outcome<Board> board =
        WaterfallPages.end(visit, "asOf", address.get("asOf"))
            .then(moment ->
                PastQuery.read(asked.buildOrThrow())
                    .then(wanted ->
                        visit
                            .crm()
                            .opportunityQueries()
                            .past()
                            .board(pipeline.id(), moment, wanted, CARDS)));
    switch (board) {
      case Outcome.Done<Board>(var then) ->
          render(visit, 200, template, address, then, pipelines, null, null, List.of());
      case Outcome.Refused<Board>(Invalid invalid) ->
          render(visit, 400, template, address, null, pipelines, null, null, invalid.violations());
      case Outcome.Refused<Board> refused -> visit.with(refused, none -> {});
    }
  }

  private static Outcome<ListQuery> ofTeam(
      OpportunityQueries queries, ListQuery query, String team) {
    return team.isEmpty()
        ? Outcome.done(query)
        // What is no id is the id of no team.
        : queries.ofTeam(query, new TeamId(ShapeCheck.uuid(team).orElse(new UUID(0, 0))));
  }

  /** Those that the person may see. */
  private static List<TeamView> teams(Visit visit) {
    Teams teams = visit.crm().teams();
    return teams.list(ListQuery.all(teams.fields()).limitedTo(ListQuery.LARGEST_LIMIT))
            instanceof Outcome.Done<Page<TeamView>>(var page)
        ? page.items()
        : List.of();
  }

  /** The parameters of the board, with "me" in place of one's own id. */
  private static ImmutableMap<String, String> parameters(Visit visit, ListAddress address) {
    ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
    for (String name : BoardPage.FILTERS) {
      String value = address.get(name);
      if (!value.isEmpty() && !NO_COMPARISONS.contains(name)) {
        parameters.put(
            name,
            name.equals("owner") && value.equals("me") ? visit.actor().id().toString() : value);
      }
    }
    return parameters.buildOrThrow();
  }

  private static void render(
      Visit visit,
      int status,
      String template,
      ListAddress address,
      @Nullable Board board,
      List<Pipeline> pipelines,
      @Nullable Trouble trouble,
      @Nullable Moved moved,
      List<Violation> problems) {
    visit.show(
        status,
        template,
        board == null ? "Pipeline" : board.pipeline().name(),
        Section.BOARD,
        new BoardPage(
            address,
            board,
            pipelines,
            visit.owners(),
            teams(visit),
            ProductFilter.of(visit, address.get("product")),
            visit.actor(),
            board == null || board.asOf() == null ? visit.now() : board.asOf(),
            trouble,
            moved,
            problems));
  }
}
