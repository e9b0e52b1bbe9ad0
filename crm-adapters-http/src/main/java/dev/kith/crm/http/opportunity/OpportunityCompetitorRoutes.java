package dev.kith.crm.http.opportunity;

import dev.kith.crm.application.opportunity.CompetitorsView;
import dev.kith.crm.application.opportunity.OpportunityCompetitors;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** Who bids for the same opportunities, over REST. */
public final class OpportunityCompetitorRoutes {

  private static final String TAG = "Opportunities";
  private static final String PATH = "/opportunities/{id}/competitors";

  private OpportunityCompetitorRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get(PATH, "getOpportunityCompetitors")
            .says(TAG, "Who bids for the same opportunity, and how they stand")
            .answers(200, OpportunityCompetitorsJson.ALL, "Its competitors")
            .refuses("not-found")
            .handledBy(
                call -> competitors(call).of(id(call)).map(OpportunityCompetitorRoutes::reply)),
        Route.put(PATH, "replaceOpportunityCompetitors")
            .says(TAG, "Replace the competitors of an opportunity, as a change of the opportunity")
            .body(
                OpportunityCompetitorsJson.DRAFT,
                (call, body) ->
                    competitors(call).problemsOf(id(call), OpportunityCompetitorsJson.read(body)))
            .versioned()
            .answers(200, OpportunityCompetitorsJson.ALL, "Its competitors as they are now")
            .refuses("not-found", "forbidden", "opportunity-deleted", "invalid")
            .handledBy(call ->
                competitors(call)
                    .replace(id(call), OpportunityCompetitorsJson.read(call.body()))
                    .map(OpportunityCompetitorRoutes::reply)));
  }

  private static Reply reply(CompetitorsView view) {
    return Reply.json(200, OpportunityCompetitorsJson.of(view)).version(view.version());
  }

  private static OpportunityCompetitors competitors(Call call) {
    return call.workspace().opportunityCompetitors();
  }

  private static OpportunityId id(Call call) {
    return new OpportunityId(call.id("opportunity"));
  }
}
