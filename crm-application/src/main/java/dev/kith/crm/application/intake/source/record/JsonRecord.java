package dev.kith.crm.application.intake.source.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as fields and texts. What is nested has dotted names, such as {@code address.city};
 * the places of a list are counted from 1, but a list of plain values is one text. Numbers stay as
 * they are written.
 */
final class JsonRecord {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final int DEEPEST = 20;

  private final Map<String, String> fields = new LinkedHashMap<>();

  private JsonRecord() {}

  /** Null if the text is no JSON object. */
  static @Nullable Map<String, String> read(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      JsonRecord record = new JsonRecord();
      boolean sound = record.object(parser, "", 0) && parser.nextToken() == null;
      return sound ? record.fields : null;
    } catch (IOException e) {
      return null;
    }
  }

  private boolean object(JsonParser parser, String prefix, int depth) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + parser.currentName();
      if (!value(parser, parser.nextToken(), name, depth)) {
        return false;
      }
    }
    return true;
  }

  private boolean value(JsonParser parser, JsonToken token, String name, int depth)
      throws IOException {
    if (depth > DEEPEST) {
      return false;
    }
    return switch (token) {
      case START_OBJECT -> object(parser, name + ".", depth + 1);
      case START_ARRAY -> list(parser, name, depth + 1);
      case VALUE_NULL -> put(name, "");
      default -> put(name, parser.getText());
    };
  }

  private boolean list(JsonParser parser, String name, int depth) throws IOException {
    int place = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      place++;
      if (token.isStructStart()) {
        if (!value(parser, token, name + "." + place, depth)) {
          return false;
        }
      } else if (token != JsonToken.VALUE_NULL) {
        String text = parser.getText();
        fields.merge(name, text, (before, more) -> before + ", " + more);
      }
    }
    return true;
  }

  private boolean put(String name, String text) {
    fields.put(name, text);
    return true;
  }
}
