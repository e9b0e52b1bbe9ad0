package dev.kith.crm.http.relationship;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.relationship.RoleSuggestions;
import dev.kith.crm.application.relationship.RoleSuggestions.Suggested;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Which roles people may have by their titles, over REST. */
public final class RoleSuggestionRoutes {

  private static final String TAG = RoleCatalogueRoutes.TAG;
  private static final UUID NOBODY = new UUID(0, 0);

  private static final Shape.Fields WHICH =
      Shape.fields(
          "RoleSuggestionChoice",
          Shape.required("contact", Shape.uuid(), "Id of the contact"),
          Shape.required("role", Shape.text(1, RoleTerms.LONGEST_KEY), "Key of the role"));

  private static final Shape.Fields SUGGESTION =
      Shape.fields(
          "RoleSuggestion",
          Shape.required("contact", Shape.uuid(), "Id of the contact"),
          Shape.required("contactName", Shape.text(), "What they are called"),
          Shape.required("title", Shape.text(), "Their title"),
          Shape.required("role", Shape.text(), "Key of the role"),
          Shape.required("roleName", Shape.text(), "What the role is called"),
          Shape.required("pattern", Shape.text(), "By which words the title is known"),
          Shape.required("confidence", Shape.whole(0, 100), "How sure it is, in percent"));

  private static final Shape.Fields LIST =
      Shape.fields(
          "RoleSuggestions",
          Shape.required("items", Shape.listOf(SUGGESTION), "The surest first, at most 20"));

  private RoleSuggestionRoutes() {}

  public static List<Route> all() {
    return ImmutableList.<Route>builder()
        .addAll(of(TargetKind.ACCOUNT, "/accounts/{id}/role-suggestions", "Account"))
        .addAll(of(TargetKind.OPPORTUNITY, "/opportunities/{id}/role-suggestions", "Opportunity"))
        .build();
  }

  private static List<Route> of(TargetKind kind, String path, String record) {
    return List.of(
        Route.get(path, "getRoleSuggestionsOf" + record)
            .says(TAG, "Which roles people at the account may have, by their titles")
            .answers(200, LIST, "Those that are neither taken nor declined")
            .refuses("not-found")
            .handledBy(call ->
                suggestions(call).of(target(call, kind)).map(all -> Reply.json(200, of(all)))),
        Route.post(path + ":accept", "acceptRoleSuggestionOf" + record)
            .says(TAG, "Give somebody a role that was suggested")
            .body(WHICH)
            .answers(201, RelationshipJson.RELATIONSHIP, "The new relationship")
            .refuses(
                "not-found",
                "forbidden",
                "target-deleted",
                "unknown-contact",
                "unknown-contact-role",
                "relationship-exists")
            .handledBy(call ->
                suggestions(call)
                    .accept(target(call, kind), contact(call), role(call))
                    .then(r -> call.workspace().contactRoles().queries().get(r.id()))
                    .map(view ->
                        Reply.json(201, RelationshipJson.of(view))
                            .version(view.relationship().revision().version())
                            .header(
                                "Location",
                                call.link("/relationships/" + view.relationship().id())))),
        Route.post(path + ":decline", "declineRoleSuggestionOf" + record)
            .says(TAG, "Do not suggest a role for somebody again")
            .body(WHICH)
            .answers(200, SUGGESTION, "What is not suggested any more")
            .refuses("not-found", "forbidden", "target-deleted")
            .handledBy(call ->
                suggestions(call)
                    .decline(target(call, kind), contact(call), role(call))
                    .map(one -> Reply.json(200, of(one)))));
  }

  private static ObjectNode of(List<Suggested> all) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    all.forEach(one -> items.add(of(one)));
    return json;
  }

  private static ObjectNode of(Suggested one) {
    return Json.object()
        .put("contact", one.contact().toString())
        .put("contactName", one.contactName())
        .put("title", one.title())
        .put("role", one.role())
        .put("roleName", one.roleName())
        .put("pattern", one.pattern())
        .put("confidence", one.confidence());
  }

  private static Target target(Call call, TargetKind kind) {
    return new Target(kind, call.id(kind.code()));
  }

  private static ContactId contact(Call call) {
    return new ContactId(call.uuid("contact").orElse(NOBODY));
  }

  private static String role(Call call) {
    return Objects.requireNonNullElse(call.text("role"), "");
  }

  private static RoleSuggestions suggestions(Call call) {
    return call.workspace().contactRoles().suggestions();
  }
}
