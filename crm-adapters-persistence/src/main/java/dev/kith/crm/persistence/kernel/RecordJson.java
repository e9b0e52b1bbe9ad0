package dev.kith.crm.persistence.kernel;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/**
 * The one JSON form in which the database keeps records: payloads of events, results under
 * idempotency keys, lists in columns.
 *
 * <p>A record is an object of its components; what is empty is left out. A record of a single
 * scalar, such as an id or an e-mail address, is that scalar. A variant of a sealed interface
 * carries its stored name from {@link StoredNames} as {@code "is"}. An {@link
 * dev.kith.crm.domain.shared.Outcome} is {@code {"done": …}} or {@code {"refused": …}}. Components
 * that are unknown when JSON is read are ignored and missing ones are null, so that records can
 * grow.
 */
public final class RecordJson {

  private final JsonMapper mapper;

  public RecordJson() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new ScalarRecords())
            .addModule(new OutcomeJson())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Facts of refusals are numbers of no declared type; they are written as long.
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            // Components only, no isThis and getThat.
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.SETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY);
    StoredNames.VARIANTS.rowMap().keySet().forEach(type -> builder.addMixIn(type, Named.class));
    StoredNames.VARIANTS
        .cellSet()
        .forEach(
            cell -> builder.registerSubtypes(new NamedType(cell.getValue(), cell.getColumnKey())));
    mapper = builder.build();
  }

  /** Variants are told by name. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  private interface Named {}

  public String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  public <T> T read(String json, Class<T> type) {
    return read(mapper.readerFor(type), json);
  }

  /** A list of records of one type. */
  public <T> List<T> readList(String json, Class<T> type) {
    return read(mapper.readerForListOf(type), json);
  }

  @SuppressWarnings(
      "TypeParameterUnusedInFormals") // The reader knows the type, but does not show it.
  private static <T> T read(ObjectReader reader, String json) {
    try {
      return reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON cannot be read", e);
    }
  }
}
