package dev.kith.crm.http.kernel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Enums;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads JSON strictly, as RFC 8259 has it, and writes it. */
public final class Json {

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  /** The value of a choice that is named; empty if nothing of that name is there to choose. */
  public static <E extends Enum<E>> Optional<E> choice(Class<E> choices, JsonNode name) {
    return Enums.getIfPresent(choices, name.asText()).toJavaUtil();
  }

  /** The text was no JSON that is accepted here; the message is for the one who sent it. */
  public static final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  public static JsonNode read(byte[] bytes) throws MalformedException {
    String text = decoded(bytes);
    try {
      JsonNode node = STRICT.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw new MalformedException("The body is empty; JSON is needed.");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new MalformedException(complaint(e));
    }
  }

  public static byte[] write(JsonNode node) {
    try {
      return STRICT.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /**
   * A value as JSON: texts, numbers (exact decimals as text), booleans, moments, ids, and lists and
   * maps of these.
   */
  public static JsonNode of(@Nullable Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case null -> nodes.nullNode();
      case JsonNode node -> node;
      case String text -> nodes.textNode(text);
      case Boolean flag -> nodes.booleanNode(flag);
      case Integer number -> nodes.numberNode(number);
      case Long number -> nodes.numberNode(number);
      case Double number -> nodes.numberNode(number);
      case BigDecimal number -> nodes.textNode(number.toPlainString());
      case Instant moment -> nodes.textNode(moment.toString());
      case LocalDate date -> nodes.textNode(date.toString());
      case UUID id -> nodes.textNode(id.toString());
      case Enum<?> choice -> nodes.textNode(choice.name());
      case Collection<?> many -> {
        ArrayNode array = nodes.arrayNode();
        many.forEach(one -> array.add(of(one)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = nodes.objectNode();
        map.forEach((key, one) -> object.set(String.valueOf(key), of(one)));
        yield object;
      }
      default -> throw new IllegalArgumentException("no form in JSON for " + value.getClass());
    };
  }

  private static String decoded(byte[] bytes) throws MalformedException {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedException("The body is not UTF-8.");
    }
  }

  /** Jackson's own words name classes and quote the input; these do neither. */
  private static String complaint(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String place =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    String message = String.valueOf(e.getOriginalMessage());
    if (message.startsWith("Duplicate field")) {
      return "A property stands twice in one object" + place + ".";
    }
    if (message.contains("nesting depth")) {
      return "The JSON is nested too deeply.";
    }
    if (message.contains("Number value length")
        || message.contains("Name length")
        || message.contains("String value length")) {
      return "The JSON contains a number or a name that is too long" + place + ".";
    }
    if (message.contains("Trailing token")) {
      return "Something follows after the JSON" + place + ".";
    }
    return "The body is not JSON" + place + ".";
  }
}
