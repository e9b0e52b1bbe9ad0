package dev.kith.crm.http.kernel.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shapes as JSON Schema (2020-12); those with a name are collected, and referred to where they are
 * used.
 */
final class JsonSchemas {

  private final Map<String, ObjectNode> components = new TreeMap<>();
  private final Map<String, Shape.Fields> sources = new HashMap<>();

  /** The named schemas that have been used so far. */
  Map<String, ObjectNode> components() {
    return components;
  }

  ObjectNode of(Shape shape) {
    ObjectNode schema = Json.object();
    switch (shape) {
      case Shape.Text text -> {
        schema.put("type", "string");
        if (text.shortest() > 0) {
          schema.put("minLength", text.shortest());
        }
        if (text.longest() < Integer.MAX_VALUE) {
          schema.put("maxLength", text.longest());
        }
        Shape.Format format = text.format();
        if (format != null) {
          schema.put("format", format.word());
        }
      }
      case Shape.Choice(var words) -> schema.put("type", "string").set("enum", Json.of(words));
      case Shape.Whole(long least, long most) -> {
        schema.put("type", "integer").put("format", "int64");
        if (least > Long.MIN_VALUE) {
          schema.put("minimum", least);
        }
        if (most < Long.MAX_VALUE) {
          schema.put("maximum", most);
        }
      }
      case Shape.Decimal() -> schema.put("type", "number").put("format", "double");
      case Shape.Flag() -> schema.put("type", "boolean");
      case Shape.ListOf list -> {
        schema.put("type", "array").set("items", of(list.item()));
        if (list.fewest() > 0) {
          schema.put("minItems", list.fewest());
        }
        if (list.most() < Integer.MAX_VALUE) {
          schema.put("maxItems", list.most());
        }
      }
      case Shape.MapOf(var names, var value) -> {
        schema.put("type", "object").set("additionalProperties", of(value));
        if (!names.isEmpty()) {
          schema.set("propertyNames", Json.object().set("enum", Json.of(names)));
        }
      }
      case Shape.Fields fields -> {
        return ofFields(fields);
      }
      case Shape.OrNull(var inner) -> {
        return orNull(inner);
      }
      case Shape.Anything() -> {}
    }
    return schema;
  }

  // The very same shape is not written again: it may hold itself.
  @SuppressWarnings("ReferenceEquality")
  private ObjectNode ofFields(Shape.Fields fields) {
    String name = fields.name();
    if (name == null) {
      return written(fields);
    }
    Shape.Fields known = sources.putIfAbsent(name, fields);
    if (known == null) {
      components.put(name, Json.object());
      components.put(name, written(fields));
    } else if (known != fields && isAnother(name, fields)) {
      throw new IllegalStateException("Two shapes of the API are called " + name);
    }
    return Json.object().put("$ref", "#/components/schemas/" + name);
  }

  /** One that is being written is empty yet: it holds itself. */
  private boolean isAnother(String name, Shape.Fields fields) {
    ObjectNode written = components.get(name);
    return written != null && !written.isEmpty() && !written.equals(written(fields));
  }

  private ObjectNode written(Shape.Fields fields) {
    ObjectNode schema = Json.object().put("type", "object");
    ArrayNode required = Json.array();
    ObjectNode properties = Json.object();
    for (Shape.Property property : fields.properties()) {
      ObjectNode described = of(property.shape());
      described.put("description", property.description());
      properties.set(property.name(), described);
      if (property.required()) {
        required.add(property.name());
      }
    }
    schema.set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  private ObjectNode orNull(Shape inner) {
    ObjectNode schema = of(inner);
    if (schema.has("$ref")) {
      ObjectNode either = Json.object();
      either.putArray("anyOf").add(schema).addObject().put("type", "null");
      return either;
    }
    if (schema.path("type").isTextual()) {
      String type = schema.get("type").textValue();
      schema.putArray("type").add(type).add("null");
    }
    if (schema.get("enum") instanceof ArrayNode words) {
      words.addNull();
    }
    return schema;
  }
}
