package dev.kith.crm.http.relationship;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.relationship.RelationshipQueries;
import dev.kith.crm.application.relationship.RelationshipQueries.Question;
import dev.kith.crm.application.relationship.RelationshipView;
import dev.kith.crm.application.relationship.Relationships;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.RecordSteps;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.List;

/** Who has which role, over REST. */
public final class RelationshipRoutes {

  private static final String TAG = RoleCatalogueRoutes.TAG;
  private static final String[] ON_A_RELATIONSHIP = {
    "not-found", "forbidden", "target-deleted", "relationship-ended"
  };

  private static final RecordSteps<RelationshipId, Relationship> STEPS =
      new RecordSteps<>(
          "Relationship",
          "/relationships",
          TAG,
          RelationshipJson.RELATIONSHIP,
          List.of(ON_A_RELATIONSHIP),
          RelationshipRoutes::id,
          (call, outcome) -> shown(call, 200, outcome));

  private RelationshipRoutes() {}

  public static List<Route> all() {
    return ImmutableList.<Route>builder()
        .add(
            Route.post("/relationships", "beginRelationship")
                .says(TAG, "Give a contact a role for an account or in an opportunity")
                .body(RelationshipJson.BEGIN)
                .answers(201, RelationshipJson.RELATIONSHIP, "The new relationship")
                .refuses(
                    "invalid",
                    "forbidden",
                    "not-found",
                    "target-deleted",
                    "unknown-contact",
                    "unknown-contact-role",
                    "relationship-exists")
                .handledBy(call ->
                    shown(
                        call, 201, relationships(call).begin(RelationshipJson.begin(call.body())))),
            Route.get("/relationships/{id}", "getRelationship")
                .says(TAG, "Read a relationship")
                .answers(200, RelationshipJson.RELATIONSHIP, "The relationship")
                .refuses("not-found")
                .handledBy(call -> queries(call).get(id(call)).map(view -> reply(200, view))),
            Route.patch("/relationships/{id}", "weighRelationship")
                .says(TAG, "Say how much influence somebody has, and what they think")
                .body(RelationshipJson.WEIGH)
                .versioned()
                .answers(200, RelationshipJson.RELATIONSHIP, "The relationship as it is now")
                .refuses(ON_A_RELATIONSHIP)
                .refuses("invalid")
                .handledBy(call ->
                    shown(
                        call,
                        200,
                        relationships(call)
                            .weigh(
                                id(call),
                                RelationshipJson.influence(call.body()),
                                RelationshipJson.stance(call.body())))),
            STEPS.step(
                "make-primary",
                "Make a contact the primary one; whoever was it gives way",
                null,
                (call, id) -> relationships(call).makePrimary(id)),
            STEPS.step(
                "end",
                "Let a role end; its history stays",
                RelationshipJson.END,
                (call, id) -> relationships(call).end(id, call.moment("at").orElse(null)),
                "invalid"),
            asked(Route.get("/contacts/{id}/roles", "getRolesOfContact"))
                .says(TAG, "Which roles a contact has")
                .answers(200, RelationshipJson.LIST, "Those for records that the caller sees")
                .refuses("not-found", "invalid")
                .handledBy(call ->
                    list(
                        queries(call)
                            .ofContact(new ContactId(call.id("contact")), question(call)))))
        .addAll(of(TargetKind.ACCOUNT, "/accounts/{id}/roles", "Account"))
        .addAll(of(TargetKind.OPPORTUNITY, "/opportunities/{id}/roles", "Opportunity"))
        .build();
  }

  private static List<Route> of(TargetKind kind, String path, String record) {
    return List.of(
        asked(Route.get(path, "getRolesOf" + record))
            .says(TAG, "Who has which role for an " + kind.code())
            .answers(200, RelationshipJson.LIST, "Those of contacts that the caller sees")
            .refuses("not-found", "invalid")
            .handledBy(call -> list(queries(call).ofTarget(target(call, kind), question(call)))),
        Route.put(path, "setRolesOf" + record)
            .says(TAG, "Say who has which role for an " + kind.code() + ", all at once")
            .body(RelationshipJson.ALL)
            .answers(200, RelationshipJson.LIST, "Everybody who has one now")
            .refuses("not-found", "forbidden", "invalid", "target-deleted")
            .handledBy(call ->
                relationships(call)
                    .setAll(target(call, kind), RelationshipJson.members(call.body()))
                    .map(views -> Reply.json(200, RelationshipJson.of(views)))));
  }

  private static Route.Draft asked(Route.Draft draft) {
    return draft
        .query("asOf", Shape.instant(), "How things stood at this moment; usually as they are now")
        .query("ended", Shape.flag(), "Also what was over by then; usually not");
  }

  private static Question question(Call call) {
    return new Question(
        call.instant("asOf").orElse(null), call.query("ended").map(Boolean::valueOf).orElse(false));
  }

  private static Outcome<Reply> list(Outcome<List<RelationshipView>> outcome) {
    return switch (outcome) {
      // The port knows no query: what it finds wrong stands in one.
      case Outcome.Refused<List<RelationshipView>>(Invalid(var violations)) ->
          throw Problem.ofQuery(violations).asException();
      case Outcome<List<RelationshipView>> other ->
          other.map(views -> Reply.json(200, RelationshipJson.of(views)));
    };
  }

  private static Outcome<Reply> shown(Call call, int status, Outcome<Relationship> outcome) {
    return outcome
        .then(relationship -> queries(call).get(relationship.id()))
        .map(view -> {
          Reply reply = reply(status, view);
          return status == 201
              ? reply.header("Location", call.link("/relationships/" + view.relationship().id()))
              : reply;
        });
  }

  private static Reply reply(int status, RelationshipView view) {
    return Reply.json(status, RelationshipJson.of(view))
        .version(view.relationship().revision().version());
  }

  private static Target target(Call call, TargetKind kind) {
    return new Target(kind, call.id(kind.code()));
  }

  private static RelationshipId id(Call call) {
    return new RelationshipId(call.id("relationship"));
  }

  private static Relationships relationships(Call call) {
    return call.workspace().contactRoles().relationships();
  }

  private static RelationshipQueries queries(Call call) {
    return call.workspace().contactRoles().queries();
  }
}
