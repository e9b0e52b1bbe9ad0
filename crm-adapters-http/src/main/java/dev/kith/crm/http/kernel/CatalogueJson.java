package dev.kith.crm.http.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.Set;

/**
 * A view as JSON: a property for each field of its catalogue, null where it is empty; hidden fields
 * are missing.
 */
public final class CatalogueJson {

  private CatalogueJson() {}

  /**
   * @param wanted the fields to show; empty for all
   */
  public static <V> ObjectNode of(FieldCatalogue<V> catalogue, V view, Set<String> wanted) {
    ObjectNode json = Json.object();
    for (Field<V> field : catalogue.fields()) {
      if (wanted.isEmpty() || wanted.contains(field.name())) {
        json.set(field.name(), Json.of(field.value().apply(view)));
      }
    }
    return json;
  }

  /**
   * @param always fields that are never hidden, left out, or empty
   */
  public static Shape.Fields shape(String name, FieldCatalogue<?> catalogue, Set<String> always) {
    ImmutableList.Builder<Shape.Property> properties = ImmutableList.builder();
    for (Field<?> field : catalogue.fields()) {
      boolean sure = always.contains(field.name());
      Shape shape = shapeOf(field);
      properties.add(
          new Shape.Property(
              field.name(), sure ? shape : Shape.orNull(shape), sure, field.label()));
    }
    return new Shape.Fields(name, properties.build());
  }

  private static Shape shapeOf(Field<?> field) {
    return switch (field.type()) {
      case TEXT -> Shape.text();
      case NUMBER -> Shape.whole(Long.MIN_VALUE, Long.MAX_VALUE);
      // As text, so that no reader makes a binary fraction of it.
      case DECIMAL -> Shape.text();
      case INSTANT -> Shape.instant();
      case DATE -> Shape.date();
      case BOOLEAN -> Shape.flag();
      case CHOICE -> new Shape.Choice(field.choices());
      case ID -> Shape.uuid();
      case TEXTS -> Shape.listOf(Shape.text());
      case IDS -> Shape.listOf(Shape.uuid());
      case TEXTS_BY_NAME -> new Shape.MapOf(Shape.text());
    };
  }
}
