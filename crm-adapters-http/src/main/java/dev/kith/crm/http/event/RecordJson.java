package dev.kith.crm.http.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.http.kernel.json.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON: a record's components are its properties, and a record of a single component (an
 * id, an e-mail address, a telephone number) is that component. Events are the one thing of which
 * every kind is shown alike, so their records are read by their components and not by a mapping for
 * each.
 */
final class RecordJson {

  private RecordJson() {}

  static JsonNode of(@Nullable Object value) {
    return switch (value) {
      case null -> Json.of(null);
      case Record record -> ofRecord(record);
      case Collection<?> many -> Json.of(many.stream().map(RecordJson::of).toList());
      default -> Json.of(value);
    };
  }

  /** An event is an object also where it has a single component. */
  static ObjectNode properties(Record record) {
    ObjectNode json = Json.object();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      json.set(component.getName(), of(read(record, component)));
    }
    return json;
  }

  private static JsonNode ofRecord(Record record) {
    List<RecordComponent> components = List.of(record.getClass().getRecordComponents());
    return components.size() == 1 ? of(read(record, components.getFirst())) : properties(record);
  }

  private static @Nullable Object read(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("an event's component cannot be read: " + component, e);
    }
  }
}
