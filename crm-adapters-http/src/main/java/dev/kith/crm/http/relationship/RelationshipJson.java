package dev.kith.crm.http.relationship;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import dev.kith.crm.application.relationship.RelationshipView;
import dev.kith.crm.application.relationship.Relationships;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.application.relationship.Relationships.Member;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Phase;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.RoleSource;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.Stance;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has which role, in JSON. */
final class RelationshipJson {

  private static final UUID NOBODY = new UUID(0, 0);

  private static final Shape.Property INFLUENCE =
      Shape.optional(
          "influence",
          Shape.orNull(Shape.whole(0, RelationshipDraft.MOST_INFLUENCE)),
          "0 for none to " + RelationshipDraft.MOST_INFLUENCE + " for much");
  private static final Shape.Property STANCE =
      Shape.optional(
          "stance", Shape.orNull(Shape.choice(Stance.class)), "How they think of what is offered");

  static final Shape.Fields BEGIN =
      Shape.fields(
          "RelationshipBegin",
          Shape.required("contact", Shape.uuid(), "Id of the contact"),
          Shape.required(
              "target",
              Shape.fields(
                  "RelationshipTarget",
                  Shape.required("type", RoleCatalogueJson.KIND, "What it is"),
                  Shape.required("id", Shape.uuid(), "Its id")),
              "For which record"),
          Shape.required("role", Shape.text(1, RoleTerms.LONGEST_KEY), "Key of the role"),
          Shape.optional(
              "primary",
              Shape.flag(),
              "Whether they are made the primary contact; the first one is in any case"),
          INFLUENCE,
          STANCE,
          Shape.optional(
              "validFrom", Shape.orNull(Shape.instant()), "Since when; usually from now on"),
          Shape.optional(
              "validTo",
              Shape.orNull(Shape.instant()),
              "Until when, not included; null while it lasts"),
          Shape.optional(
              "source", Shape.choice(RoleSource.class), "From where it is known; usually MANUAL"),
          Shape.optional("confidence", Shape.whole(0, 100), "In percent; usually 100"));

  static final Shape.Fields WEIGH = Shape.fields("RelationshipWeigh", INFLUENCE, STANCE);

  static final Shape.Fields END =
      Shape.fields(
          "RelationshipEnd",
          Shape.optional("at", Shape.orNull(Shape.instant()), "When it ended; usually just now"));

  static final Shape.Fields ALL =
      Shape.fields(
          "RelationshipsOfTarget",
          Shape.required(
              "roles",
              Shape.listOf(
                  Shape.fields(
                      "RelationshipMember",
                      Shape.required("contact", Shape.uuid(), "Id of the contact"),
                      Shape.required(
                          "role", Shape.text(1, RoleTerms.LONGEST_KEY), "Key of the role"),
                      Shape.optional("primary", Shape.flag(), "One of them at most"),
                      INFLUENCE,
                      STANCE),
                  0,
                  Relationships.MOST_MEMBERS),
              "Everybody who has a role from now on"));

  private static final Shape.Fields PHASE =
      Shape.fields(
          "RelationshipPhase",
          Shape.required("from", Shape.instant(), "Since when"),
          Shape.required(
              "to", Shape.orNull(Shape.instant()), "Until when, not included; null while it lasts"),
          Shape.required("primary", Shape.flag(), "Whether they were the primary contact"),
          Shape.required("influence", Shape.whole(0, 3), "0 for none to 3 for much"),
          Shape.required("stance", Shape.choice(Stance.class), "What they thought of it"));

  static final Shape.Fields TARGET =
      Shape.fields(
          "RelationshipTargetNamed",
          Shape.required("type", RoleCatalogueJson.KIND, "What it is"),
          Shape.required("id", Shape.uuid(), "Its id"),
          Shape.required("name", Shape.text(), "As far as the caller may see it"));

  static final Shape.Fields RELATIONSHIP =
      Shape.fields(
          "Relationship",
          Shape.required("id", Shape.uuid(), "Of this role of this contact"),
          Shape.required("contact", Shape.uuid(), "Id of the contact"),
          Shape.required("contactName", Shape.text(), "As far as the caller may see it"),
          Shape.required("target", TARGET, "For which record"),
          Shape.required("role", Shape.text(), "Key of the role"),
          Shape.required("roleName", Shape.text(), "What the role is called now"),
          Shape.required("primary", Shape.flag(), "Whether they are the primary contact"),
          Shape.required("influence", Shape.whole(0, 3), "0 for none to 3 for much"),
          Shape.required("stance", Shape.choice(Stance.class), "What they think of it"),
          Shape.required("validFrom", Shape.instant(), "Since when"),
          Shape.required(
              "validTo",
              Shape.orNull(Shape.instant()),
              "Until when, not included; null while it lasts"),
          Shape.required("source", Shape.choice(RoleSource.class), "From where it is known"),
          Shape.required("confidence", Shape.whole(0, 100), "How sure it is, in percent"),
          Shape.required("phases", Shape.listOf(PHASE), "How things stood when, without a gap"),
          Shape.required("version", Shape.count(), "Of this record"));

  static final Shape.Fields LIST =
      Shape.fields(
          "Relationships",
          Shape.required(
              "items", Shape.listOf(RELATIONSHIP), "The primary contact first, then by influence"));

  private RelationshipJson() {}

  static Begin begin(JsonNode json) {
    JsonNode target = json.path("target");
    return new Begin(
        contact(json),
        new Target(
            TargetKind.named(target.path("type").asText()).orElse(TargetKind.ACCOUNT),
            id(target.path("id"))),
        new RelationshipDraft(
            json.path("role").asText(),
            influence(json),
            stance(json),
            moment(json, "validFrom"),
            moment(json, "validTo"),
            json.hasNonNull("source") ? RoleSource.valueOf(json.path("source").asText()) : null,
            json.hasNonNull("confidence") ? json.path("confidence").intValue() : null),
        json.path("primary").asBoolean());
  }

  static List<Member> members(JsonNode json) {
    return Streams.stream(json.path("roles"))
        .map(one ->
            new Member(
                contact(one),
                one.path("role").asText(),
                influence(one),
                stance(one),
                one.path("primary").asBoolean()))
        .toList();
  }

  private static ContactId contact(JsonNode json) {
    return new ContactId(id(json.path("contact")));
  }

  private static UUID id(JsonNode json) {
    return ShapeCheck.uuid(json.asText()).orElse(NOBODY);
  }

  static @Nullable Integer influence(JsonNode json) {
    return json.hasNonNull("influence") ? json.path("influence").intValue() : null;
  }

  static @Nullable Stance stance(JsonNode json) {
    return json.hasNonNull("stance") ? Stance.valueOf(json.path("stance").asText()) : null;
  }

  private static @Nullable Instant moment(JsonNode json, String property) {
    String text = json.path(property).textValue();
    return text == null ? null : ShapeCheck.instant(text).orElse(null);
  }

  static ObjectNode of(List<RelationshipView> views) {
    ObjectNode json = Json.object();
    ArrayNode items = json.putArray("items");
    views.forEach(view -> items.add(of(view)));
    return json;
  }

  static ObjectNode of(RelationshipView view) {
    Relationship relationship = view.relationship();
    ObjectNode json =
        Json.object()
            .put("id", relationship.id().toString())
            .put("contact", relationship.contact().toString())
            .put("contactName", view.contactName());
    json.putObject("target")
        .put("type", relationship.target().kind().code())
        .put("id", relationship.target().id().toString())
        .put("name", view.targetName());
    json.put("role", relationship.role())
        .put("roleName", view.roleName())
        .put("primary", view.phase().primary())
        .put("influence", view.phase().influence())
        .put("stance", view.phase().stance().name())
        .put("validFrom", relationship.validFrom().toString())
        .put("validTo", text(relationship.validTo()))
        .put("source", relationship.source().name())
        .put("confidence", relationship.confidence());
    ArrayNode phases = json.putArray("phases");
    List<Phase> all = relationship.phases();
    for (int i = 0; i < all.size(); i++) {
      Instant to = i + 1 < all.size() ? all.get(i + 1).from() : relationship.validTo();
      phases
          .addObject()
          .put("from", all.get(i).from().toString())
          .put("to", text(to))
          .put("primary", all.get(i).primary())
          .put("influence", all.get(i).influence())
          .put("stance", all.get(i).stance().name());
    }
    return json.put("version", relationship.revision().version());
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }
}
