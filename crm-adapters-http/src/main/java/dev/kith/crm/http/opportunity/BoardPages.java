package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Board;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.opportunity.BoardPage.Trouble;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.ListAddress;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The board: the stages of a pipeline side by side, and the cards in them. */
public final class BoardPages {

  private static final int CARDS = 25;

  private BoardPages() {}

  public static void addTo(PageRoutes routes) {
    routes.get("/board", visit -> show(visit, 200, "opportunity/board.jte", null));
    // Asked by the script of the board, which puts the answer in place of its columns.
    routes.post("/board", BoardPages::move);
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
    switch (moved) {
      case Outcome.Done<Opportunity> done -> show(visit, 200, "opportunity/columns.jte", null);
      case Outcome.Refused<Opportunity>(var refusal) ->
          show(
              visit,
              Visit.statusOf(refusal),
              "opportunity/columns.jte",
              trouble(card, stage, refusal));
    }
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

  private static void show(Visit visit, int status, String template, @Nullable Trouble trouble) {
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
    switch (query) {
      case Outcome.Refused<ListQuery>(var refusal) ->
          render(visit, 400, template, address, null, pipelines, trouble, refusal.violations());
      case Outcome.Done<ListQuery>(var good) -> {
        if (pipeline.isEmpty()) {
          render(visit, status, template, address, null, pipelines, trouble, List.of());
        } else {
          visit.with(
              queries.board(pipeline.get().id(), good.limitedTo(CARDS), Set.of()),
              board ->
                  render(visit, status, template, address, board, pipelines, trouble, List.of()));
        }
      }
    }
  }

  /** The parameters of the board, with "me" in place of one's own id. */
  private static ImmutableMap<String, String> parameters(Visit visit, ListAddress address) {
    ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
    for (String name : BoardPage.FILTERS) {
      String value = address.get(name);
      if (!value.isEmpty() && !name.equals("pipeline")) {
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
            visit.actor(),
            visit.now(),
            trouble,
            problems));
  }
}
