package dev.kith.crm.http.relationship;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Enums;
import com.google.common.collect.Streams;
import dev.kith.crm.domain.relationship.ContactRole;
import dev.kith.crm.domain.relationship.PortalPermission;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.relationship.RoleSuggestion;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The roles that there are, in JSON. */
final class RoleCatalogueJson {

  private static final int LONGEST_TITLE = 200;

  static final Shape KIND =
      Shape.choice(Arrays.stream(TargetKind.values()).map(TargetKind::code).toList());

  static final Shape PERMISSION = Shape.choice(PortalPermission.class);

  private static final Shape.Fields ROLE =
      Shape.fields(
          "ContactRole",
          Shape.required(
              "key",
              Shape.text(1, RoleTerms.LONGEST_KEY),
              "Stable: capital letters, digits and underscores"),
          Shape.required("name", Shape.text(RoleTerms.LONGEST_NAME), "For people"),
          Shape.required("kinds", Shape.listOf(KIND, 0, 10), "For which kinds of record it is"),
          Shape.optional(
              "titles",
              Shape.listOf(Shape.text(RoleTerms.LONGEST_TITLE), 0, RoleTerms.MOST_TITLES),
              "Words by which the titles are known of people who mostly have it, such as head of"
                  + " purchasing, or einkauf* for all words that begin so"),
          Shape.optional(
              "permissions",
              Shape.listOf(PERMISSION, 0, PortalPermission.values().length),
              "What whoever has it may do for the record; nothing if it is not said"),
          Shape.optional(
              "retired",
              Shape.flag(),
              "Whether nobody takes it any more; whoever has it keeps it; usually not"));

  static final Shape.Fields DRAFT =
      Shape.fields(
          "ContactRolesDraft",
          Shape.required(
              "roles",
              Shape.listOf(ROLE, 0, RoleTerms.MOST_ROLES),
              "In the order in which they are offered"));

  static final Shape.Fields KEPT =
      new Shape.Fields("ContactRoles", DRAFT.properties())
          .with(Shape.required("version", Shape.count(), "Of the catalogue"));

  static final Shape.Fields QUESTION =
      Shape.fields(
          "ContactRoleQuestion",
          Shape.required("title", Shape.text(1, LONGEST_TITLE), "Of somebody, in any language"));

  static final Shape.Fields SUGGESTIONS =
      Shape.fields(
          "ContactRoleSuggestions",
          Shape.required(
              "items",
              Shape.listOf(
                  Shape.fields(
                      "ContactRoleSuggestion",
                      Shape.required("role", Shape.text(), "Key of the role"),
                      Shape.required("pattern", Shape.text(), "By which words it is known"),
                      Shape.required(
                          "confidence", Shape.whole(0, 100), "How sure it is, in percent"))),
              "The surest first"));

  private RoleCatalogueJson() {}

  static RoleTerms read(JsonNode json) {
    return new RoleTerms(
        Streams.stream(json.path("roles"))
            .map(role ->
                new ContactRole(
                    role.path("key").asText(),
                    role.path("name").asText(),
                    Streams.stream(role.path("kinds"))
                        .map(kind -> TargetKind.named(kind.asText()))
                        .flatMap(Optional::stream)
                        .collect(toImmutableSet()),
                    Streams.stream(role.path("titles")).map(JsonNode::asText).toList(),
                    Streams.stream(role.path("permissions"))
                        .map(permission ->
                            Enums.getIfPresent(PortalPermission.class, permission.asText()))
                        .flatMap(known -> known.asSet().stream())
                        .collect(toImmutableSet()),
                    role.path("retired").asBoolean()))
            .toList());
  }

  static ObjectNode of(RoleCatalogue catalogue) {
    ObjectNode json = Json.object();
    ArrayNode roles = json.putArray("roles");
    for (ContactRole role : catalogue.terms().roles()) {
      ObjectNode one = roles.addObject().put("key", role.key()).put("name", role.name());
      ArrayNode kinds = one.putArray("kinds");
      role.kinds().forEach(kind -> kinds.add(kind.code()));
      ArrayNode titles = one.putArray("titles");
      role.titles().forEach(titles::add);
      ArrayNode permissions = one.putArray("permissions");
      role.permissions().forEach(permission -> permissions.add(permission.name()));
      one.put("retired", role.retired());
    }
    return json.put("version", catalogue.revision().version());
  }

  static ObjectNode of(List<RoleSuggestion> suggestions) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    for (RoleSuggestion suggestion : suggestions) {
      items
          .addObject()
          .put("role", suggestion.role())
          .put("pattern", suggestion.pattern())
          .put("confidence", suggestion.confidence());
    }
    return json;
  }
}
