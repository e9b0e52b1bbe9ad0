package dev.kith.crm.http.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Enums;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.domain.contact.ChannelLine;
import dev.kith.crm.domain.contact.ChannelType;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.PersonName;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.http.assignment.NewOwner;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of contacts: flat, one property for each field; e-mail addresses and telephone numbers
 * are lists, of which one entry is the primary one.
 */
final class PeopleJson {

  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_NAME = 100;

  private static final Pattern ENTRY = Pattern.compile("/(emails|phones)/[0-9]+");

  private static final String ADDRESS = "address";
  private static final String NUMBER = "number";

  private static final Shape.Fields EMAIL = channel("ContactEmail", ADDRESS, "E-mail address");
  private static final Shape.Fields PHONE =
      channel("ContactPhone", NUMBER, "Telephone number (E.164)");

  /** Null where it is empty, missing where it is hidden. */
  static final Shape.Fields CONTACT =
      withChannels(
          CatalogueJson.shape(
              "Contact",
              ContactFields.CATALOGUE,
              ImmutableSet.of("id", "createdAt", "updatedAt", "version")));

  /** In lists the caller chooses the properties. */
  static final Shape.Fields PAGE =
      Lists.pageOf(
          "ContactPage",
          withChannels(CatalogueJson.shape("ListedContact", ContactFields.CATALOGUE, Set.of())));

  static final Shape.Fields EDIT = content("ContactEdit");

  static final Shape.Fields CREATE =
      content("ContactCreate")
          .with(
              Shape.optional(
                  "owner", Shape.orNull(Shape.uuid()), "Id of the user whose contact it is"));

  static final Shape.Fields ASSIGN = NewOwner.shape("ContactAssign");

  static final Shape.Fields MOVE =
      Shape.fields(
          "ContactMove",
          Shape.required(
              "account", Shape.orNull(Shape.uuid()), "Id of an account, or null for none"));

  static final Shape.Fields NOTE =
      Shape.fields(
          "ContactNote", Shape.required("text", Shape.text(1, Contact.LONGEST_NOTE), "The note"));

  private PeopleJson() {}

  private static Shape.Fields channel(String name, String value, String label) {
    return Shape.fields(
        name,
        Shape.required(value, Shape.text(), label),
        Shape.required("type", Shape.choice(ChannelType.class), "What it is for"),
        Shape.required("primary", Shape.flag(), "Whether it is tried first; so is one of them"));
  }

  private static Shape.Fields newChannel(String name, String value, int longest, String label) {
    return Shape.fields(
        name,
        Shape.required(value, Shape.text(1, longest), label),
        Shape.optional("type", Shape.choice(ChannelType.class), "What it is for; WORK if missing"),
        Shape.optional(
            "primary", Shape.flag(), "Whether it is tried first; the first if none of them is"));
  }

  /** The catalogue knows them by their texts, as filters compare them. */
  private static Shape.Fields withChannels(Shape.Fields fields) {
    return new Shape.Fields(
        fields.name(),
        fields.properties().stream()
            .map(p ->
                switch (p.name()) {
                  case "emails" -> listed(p, EMAIL);
                  case "phones" -> listed(p, PHONE);
                  default -> p;
                })
            .toList());
  }

  private static Shape.Property listed(Shape.Property property, Shape item) {
    return new Shape.Property(
        property.name(),
        Shape.orNull(Shape.listOf(item)),
        property.required(),
        property.description() + ", the primary one first");
  }

  private static Shape.Fields content(String name) {
    ImmutableList.Builder<Shape.Property> properties = ImmutableList.builder();
    for (ContactField field : ContactField.values()) {
      properties.add(Shape.optional(field.code(), Shape.orNull(shapeOf(field)), field.label()));
    }
    return new Shape.Fields(name, properties.build());
  }

  private static Shape shapeOf(ContactField field) {
    return switch (field) {
      case GIVEN_NAME, FAMILY_NAME -> Shape.text(PersonName.LONGEST_PART);
      case TITLE -> Shape.text(ContactContent.LONGEST_TITLE);
      case DEPARTMENT -> Shape.text(ContactContent.LONGEST_DEPARTMENT);
      case ACCOUNT -> Shape.uuid();
      case EMAILS ->
          Shape.listOf(
              newChannel("NewContactEmail", ADDRESS, LONGEST_ADDRESS, "E-mail address"),
              0,
              ContactContent.MOST_CHANNELS);
      case PHONES ->
          Shape.listOf(
              newChannel(
                  "NewContactPhone",
                  NUMBER,
                  LONGEST_NUMBER,
                  "Telephone number; without a country code, as in the contact's country"),
              0,
              ContactContent.MOST_CHANNELS);
      case STREET -> Shape.text(PostalAddress.LONGEST_STREET);
      case POSTAL_CODE -> Shape.text(PostalAddress.LONGEST_POSTAL_CODE);
      case CITY -> Shape.text(PostalAddress.LONGEST_CITY);
      case REGION -> Shape.text(PostalAddress.LONGEST_REGION);
      case COUNTRY, TIME_ZONE, LANGUAGE -> Shape.text(LONGEST_NAME);
      case EXTERNAL_SYSTEM -> Shape.text(ExternalId.LONGEST_SYSTEM);
      case EXTERNAL_ID -> Shape.text(ExternalId.LONGEST_VALUE);
      case DESCRIPTION -> Shape.text(ContactContent.LONGEST_DESCRIPTION);
    };
  }

  static ContactDraft read(JsonNode json) {
    ContactDraft draft = ContactDraft.EMPTY;
    for (ContactField field : ContactField.values()) {
      draft = draft.with(field, text(field, json.path(field.code())));
    }
    return draft;
  }

  /** The fields that a body names, as they are to be changed. */
  static Map<ContactField, Optional<String>> named(JsonNode json) {
    ImmutableMap.Builder<ContactField, Optional<String>> fields = ImmutableMap.builder();
    for (ContactField field : ContactField.values()) {
      if (json.has(field.code())) {
        fields.put(field, Optional.ofNullable(text(field, json.path(field.code()))));
      }
    }
    return fields.buildOrThrow();
  }

  private static @Nullable String text(ContactField field, JsonNode value) {
    return value.isMissingNode() || value.isNull()
        ? null
        : field.isChannels()
            ? ChannelLine.write(Streams.stream(value).map(PeopleJson::line).toList())
            : value.asText();
  }

  /** Not an address or a number that is none by its shape, which says so. */
  static boolean hasBeenRead(JsonNode body, String pointer) {
    return !ENTRY.matcher(pointer).matches()
        || body.at(pointer).path(ADDRESS).isTextual()
        || body.at(pointer).path(NUMBER).isTextual();
  }

  private static ChannelLine line(JsonNode json) {
    return new ChannelLine(
        // Another word is refused by the shape.
        Enums.getIfPresent(ChannelType.class, json.path("type").asText()).or(ChannelType.WORK),
        json.path(json.has(NUMBER) ? NUMBER : ADDRESS).asText(),
        json.path("primary").asBoolean());
  }

  static ObjectNode of(FieldCatalogue<ContactView> visible, ContactView contact) {
    ObjectNode json = CatalogueJson.of(visible, contact, Set.of());
    replace(json, ContactField.EMAILS, contact.emails(), ADDRESS);
    replace(json, ContactField.PHONES, contact.phones(), NUMBER);
    return json;
  }

  private static void replace(
      ObjectNode json, ContactField field, List<ChannelLine> lines, String value) {
    if (!json.path(field.code()).isArray()) {
      return;
    }
    ArrayNode all = Json.array();
    for (int i = 0; i < lines.size(); i++) {
      all.addObject()
          .put(value, lines.get(i).value())
          .put("type", lines.get(i).type().name())
          .put("primary", i == 0);
    }
    json.set(field.code(), all);
  }
}
