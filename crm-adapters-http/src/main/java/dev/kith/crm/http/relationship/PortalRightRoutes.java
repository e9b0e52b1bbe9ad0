package dev.kith.crm.http.relationship;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.relationship.PortalRights;
import dev.kith.crm.application.relationship.PortalRights.Answer;
import dev.kith.crm.application.relationship.PortalRights.Named;
import dev.kith.crm.application.relationship.PortalRights.NamedReason;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.PortalPermission;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What contacts may do because of their roles, over REST. */
public final class PortalRightRoutes {

  private static final Shape.Property UNTIL =
      Shape.required(
          "until",
          Shape.orNull(Shape.instant()),
          "Until when, not included, as far as is known; null while nobody knows an end");

  private static final Shape.Fields RIGHTS =
      Shape.fields(
          "ContactPermissions",
          Shape.required("contact", Shape.uuid(), "Id of the contact"),
          Shape.required("at", Shape.instant(), "The moment of which this holds"),
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "ContactPermission",
                      Shape.required(
                          "permission", RoleCatalogueJson.PERMISSION, "What they may do"),
                      Shape.required("target", RelationshipJson.TARGET, "For which record"),
                      UNTIL,
                      Shape.required(
                          "reasons",
                          Shape.listOf(
                              Shape.fields(
                                  "ContactPermissionReason",
                                  Shape.required(
                                      "relationship", Shape.uuid(), "Id of their role there"),
                                  Shape.required("role", Shape.text(), "Key of the role"),
                                  Shape.required(
                                      "roleName", Shape.text(), "What the role is called now"),
                                  Shape.required("from", Shape.instant(), "Since when"),
                                  UNTIL)),
                          "The roles that permit it, the oldest first"))),
              "By the name of the record"));

  private PortalRightRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/contacts/{id}/permissions", "getPermissionsOfContact")
            .says(
                RoleCatalogueRoutes.TAG,
                "What a contact may do because of the roles they have at a moment")
            .query("at", Shape.instant(), "A moment, past or to come; usually now")
            .query("account", Shape.uuid(), "Only for this account")
            .query("opportunity", Shape.uuid(), "Only for this opportunity")
            .query("permission", RoleCatalogueJson.PERMISSION, "Only whether they may do this")
            .answers(200, RIGHTS, "What they may do for records that the caller sees")
            .refuses("not-found")
            .handledBy(call ->
                call.workspace()
                    .contactRoles()
                    .rights()
                    .of(
                        new ContactId(call.id("contact")),
                        new PortalRights.Question(
                            target(call),
                            call.query("permission").map(PortalPermission::valueOf).orElse(null),
                            call.instant("at").orElse(null)))
                    .map(answer -> Reply.json(200, of(answer)))));
  }

  private static @Nullable Target target(Call call) {
    Optional<Target> account =
        call.queryId("account").map(id -> new Target(TargetKind.ACCOUNT, id));
    Optional<Target> opportunity =
        call.queryId("opportunity").map(id -> new Target(TargetKind.OPPORTUNITY, id));
    if (account.isPresent() && opportunity.isPresent()) {
      throw Problem.ofQuery(
              List.of(
                  Violation.at(
                      "opportunity",
                      "one-only",
                      "Ask for an account or for an opportunity, not for both.")))
          .asException();
    }
    return account.or(() -> opportunity).orElse(null);
  }

  private static ObjectNode of(Answer answer) {
    ObjectNode json =
        Json.object().put("contact", answer.contact().toString()).put("at", answer.at().toString());
    ArrayNode items = json.putArray("items");
    for (Named named : answer.rights()) {
      ObjectNode one = items.addObject().put("permission", named.right().permission().name());
      one.putObject("target")
          .put("type", named.right().target().kind().code())
          .put("id", named.right().target().id().toString())
          .put("name", named.targetName());
      one.put("until", text(named.right().until()));
      ArrayNode reasons = one.putArray("reasons");
      for (NamedReason reason : named.reasons()) {
        reasons
            .addObject()
            .put("relationship", reason.reason().relationship().toString())
            .put("role", reason.reason().role())
            .put("roleName", reason.roleName())
            .put("from", reason.reason().from().toString())
            .put("until", text(reason.reason().until()));
      }
    }
    return json;
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }
}
