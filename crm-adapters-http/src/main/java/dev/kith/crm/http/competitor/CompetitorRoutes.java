package dev.kith.crm.http.competitor;

import dev.kith.crm.application.competitor.CompetitorView;
import dev.kith.crm.application.competitor.Competitors;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** The catalogue of competitors over REST. */
public final class CompetitorRoutes {

  private static final String TAG = "Competitors";
  private static final String PATH = "/competitors";
  private static final String ONE = PATH + "/{id}";

  private CompetitorRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get(PATH, "listCompetitors")
            .says(TAG, "Filter, search and sort competitors, retired ones included")
            .query(Lists.parametersBut(CompetitorView.CATALOGUE, "bin"))
            .answers(200, CompetitorJson.PAGE, "A page of competitors")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                Lists.answer(
                    call,
                    competitors(call).fields(),
                    query -> competitors(call).list(query),
                    CompetitorJson::of)),
        Route.post(PATH, "addCompetitor")
            .says(TAG, "Put a competitor into the catalogue")
            .body(
                CompetitorJson.DRAFT,
                (call, body) -> competitors(call).problemsOf(CompetitorJson.read(body)))
            .answers(201, CompetitorJson.COMPETITOR, "The new competitor")
            .refuses("forbidden", "invalid", "competitor-name-taken")
            .handledBy(call ->
                competitors(call)
                    .add(CompetitorJson.read(call.body()))
                    .map(competitor ->
                        reply(201, CompetitorView.of(competitor))
                            .header("Location", call.link(PATH + "/" + competitor.id())))),
        Route.get(ONE, "getCompetitor")
            .says(TAG, "Read a competitor")
            .answers(200, CompetitorJson.COMPETITOR, "The competitor")
            .answers(308, "It was merged into the competitor of the Location")
            .refuses("not-found", "forbidden")
            .handledBy(CompetitorRoutes::read),
        Route.get(ONE + "/opportunities", "getOpportunitiesOfCompetitor")
            .says(TAG, "How many opportunities a competitor meets, of those that you can see")
            .answers(200, CompetitorJson.MET, "How many there are")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                competitors(call)
                    .met(id(call))
                    .map(met -> Reply.json(200, CompetitorJson.of(met)))),
        Route.put(ONE, "editCompetitor")
            .says(TAG, "Replace what is known of a competitor")
            .body(
                CompetitorJson.DRAFT,
                (call, body) -> competitors(call).problemsOf(CompetitorJson.read(body)))
            .versioned()
            .answers(200, CompetitorJson.COMPETITOR, "The competitor as it is now")
            .refuses(
                "not-found", "forbidden", "invalid", "competitor-name-taken", "competitor-merged")
            .handledBy(
                call -> shown(competitors(call).edit(id(call), CompetitorJson.read(call.body())))),
        Route.post(ONE + ":retire", "retireCompetitor")
            .says(TAG, "Name a competitor no more; opportunities that do go on doing so")
            .versioned()
            .answers(200, CompetitorJson.COMPETITOR, "The competitor as it is now")
            .refuses("not-found", "forbidden", "competitor-merged")
            .handledBy(call -> shown(competitors(call).retire(id(call)))),
        Route.post(ONE + ":merge", "mergeCompetitors")
            .says(TAG, "Make another competitor part of this one, with all that names it")
            .body(CompetitorJson.MERGE)
            .versioned()
            .answers(200, CompetitorJson.COMPETITOR, "The competitor as it is now")
            .refuses("not-found", "forbidden", "invalid", "competitor-merged")
            .handledBy(call ->
                shown(competitors(call).merge(id(call), call.body().path("loser").asText()))),
        Route.post(ONE + ":reinstate", "reinstateCompetitor")
            .says(TAG, "Let opportunities name a competitor again")
            .versioned()
            .answers(200, CompetitorJson.COMPETITOR, "The competitor as it is now")
            .refuses("not-found", "forbidden", "competitor-merged")
            .handledBy(call -> shown(competitors(call).reinstate(id(call)))));
  }

  private static Outcome<Reply> read(Call call) {
    Competitors competitors = competitors(call);
    return competitors
        .get(id(call))
        .map(view ->
            view.mergedInto() == null
                ? reply(200, view)
                : Reply.empty(308)
                    .header("Location", call.link(PATH + "/" + competitors.standsFor(view))));
  }

  private static Outcome<Reply> shown(Outcome<Competitor> outcome) {
    return outcome.map(competitor -> reply(200, CompetitorView.of(competitor)));
  }

  private static Reply reply(int status, CompetitorView view) {
    return Reply.json(status, CompetitorJson.of(view)).version(view.revision().version());
  }

  private static Competitors competitors(Call call) {
    return call.workspace().competitors();
  }

  private static CompetitorId id(Call call) {
    return new CompetitorId(call.id("competitor"));
  }
}
