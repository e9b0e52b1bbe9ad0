package dev.kith.crm.http.lead;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.CustomFields;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.Tags;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A lead as it is written down in JSON: a property for each field. */
public final class LeadDraftJson {

  private LeadDraftJson() {}

  /**
   * @param shapes what each field may be, besides null
   */
  public static Shape.Fields shape(String name, Function<LeadField, Shape> shapes) {
    ImmutableList.Builder<Shape.Property> properties = ImmutableList.builder();
    for (LeadField field : LeadField.values()) {
      properties.add(
          Shape.optional(field.code(), Shape.orNull(shapes.apply(field)), field.label()));
    }
    return new Shape.Fields(name, properties.build());
  }

  public static LeadDraft read(JsonNode json) {
    LeadDraft draft = LeadDraft.EMPTY;
    for (LeadField field : LeadField.values()) {
      draft = draft.with(field, text(json.path(field.code())));
    }
    return draft;
  }

  /**
   * What a property says; null where it says nothing. What has another form than its shape is left
   * out: it is told by the check of shapes, together with what is wrong with the rest.
   */
  static @Nullable String text(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY ->
          Tags.together(
              Streams.stream(value).filter(JsonNode::isTextual).map(JsonNode::textValue).toList());
      case OBJECT ->
          CustomFields.together(
              value.properties().stream()
                  .filter(field -> field.getValue().isTextual())
                  .map(field -> new CustomField(field.getKey(), field.getValue().textValue()))
                  .toList());
      default -> value.textValue();
    };
  }
}
