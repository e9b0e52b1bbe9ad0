package dev.kith.crm.http.relationship;

import dev.kith.crm.application.relationship.CommitteeView;
import dev.kith.crm.application.relationship.Committees;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.relationship.CommitteeTemplate;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.List;

/** Who should be known to buy, and who is, over REST. */
public final class CommitteeRoutes {

  private static final String TAG = RoleCatalogueRoutes.TAG;
  private static final String PATH = "/committee-template";

  private CommitteeRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get(PATH, "getCommitteeTemplate")
            .says(TAG, "Read which roles the stages of pipelines need")
            .answers(200, CommitteeJson.KEPT, "The needs")
            .refuses("forbidden")
            .handledBy(call -> shown(committees(call).template())),
        Route.put(PATH, "setCommitteeTemplate")
            .says(TAG, "Replace which roles the stages of pipelines need")
            .body(CommitteeJson.DRAFT)
            .versioned()
            .answers(200, CommitteeJson.KEPT, "The needs as they are now")
            .refuses("forbidden", "invalid")
            .handledBy(call -> shown(committees(call).set(CommitteeJson.read(call.body())))),
        Route.get("/opportunities/{id}/committee", "getCommittee")
            .says(TAG, "Who is known to buy, of whom the stage of an opportunity needs")
            .query(
                "asOf",
                Shape.instant(),
                "The stage, and who had roles, at this moment; usually as they are now")
            .answers(200, CommitteeJson.COMMITTEE, "Of contacts that the caller sees")
            .refuses("not-found")
            .handledBy(CommitteeRoutes::committee));
  }

  private static Outcome<Reply> committee(Call call) {
    return switch (committees(call)
        .of(new OpportunityId(call.id("opportunity")), call.instant("asOf").orElse(null))) {
      // The port knows no query: what it finds wrong stands in one.
      case Outcome.Refused<CommitteeView>(Invalid(var violations)) ->
          throw Problem.ofQuery(violations).asException();
      case Outcome<CommitteeView> other ->
          other.map(view -> Reply.json(200, CommitteeJson.of(view)));
    };
  }

  private static Outcome<Reply> shown(Outcome<CommitteeTemplate> outcome) {
    return outcome.map(template ->
        Reply.json(200, CommitteeJson.of(template)).version(template.revision().version()));
  }

  private static Committees committees(Call call) {
    return call.workspace().contactRoles().committees();
  }
}
