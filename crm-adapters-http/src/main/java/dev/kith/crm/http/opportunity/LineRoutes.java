package dev.kith.crm.http.opportunity;

import dev.kith.crm.application.opportunity.LinesView;
import dev.kith.crm.application.opportunity.OpportunityLines;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** What opportunities are made up of, over REST. */
public final class LineRoutes {

  private static final String TAG = "Opportunities";
  private static final String PATH = "/opportunities/{id}/lines";

  private LineRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get(PATH, "getOpportunityLines")
            .says(TAG, "Which products an opportunity is made up of, and what they add up to")
            .answers(200, LinesJson.LINES, "Its lines")
            .refuses("not-found")
            .handledBy(call -> lines(call).of(id(call)).map(LineRoutes::reply)),
        Route.put(PATH, "replaceOpportunityLines")
            .says(TAG, "Replace the lines of an opportunity, as a change of the opportunity")
            .body(
                LinesJson.DRAFT,
                (call, body) -> lines(call).problemsOf(id(call), LinesJson.read(body)))
            .versioned()
            .answers(200, LinesJson.LINES, "Its lines as they are now")
            .refuses("not-found", "forbidden", "opportunity-deleted", "invalid")
            .handledBy(call ->
                lines(call).replace(id(call), LinesJson.read(call.body())).map(LineRoutes::reply)));
  }

  private static Reply reply(LinesView view) {
    return Reply.json(200, LinesJson.of(view)).version(view.version());
  }

  private static OpportunityLines lines(Call call) {
    return call.workspace().opportunityLines();
  }

  private static OpportunityId id(Call call) {
    return new OpportunityId(call.id("opportunity"));
  }
}
