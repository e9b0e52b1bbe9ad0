package dev.kith.crm.messaging.companies;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where in a directory's JSON what stands, each by a JSON Pointer (RFC 6901).
 *
 * @param pointers by the names of {@link #NAMES}
 */
public record AnswerShape(Map<String, JsonPointer> pointers) {

  private static final String DOMAIN = "domain";
  private static final String CONFIDENCE = "confidence";
  private static final int USUAL_CONFIDENCE = 75;

  /** What a directory can tell: what a company has, for which domain, and how sure that is. */
  public static final List<String> NAMES =
      List.of(
          DOMAIN,
          EnrichmentField.COMPANY.code(),
          EnrichmentField.STREET.code(),
          EnrichmentField.POSTAL_CODE.code(),
          EnrichmentField.CITY.code(),
          EnrichmentField.REGION.code(),
          EnrichmentField.COUNTRY.code(),
          EnrichmentField.TIME_ZONE.code(),
          EnrichmentField.WEBSITE.code(),
          EnrichmentField.INDUSTRY.code(),
          EnrichmentField.EMPLOYEES.code(),
          CONFIDENCE);

  /** Each under its own name at the top. */
  public static final AnswerShape USUAL =
      new AnswerShape(
          NAMES.stream()
              .collect(
                  ImmutableMap.toImmutableMap(
                      name -> name, name -> JsonPointer.compile("/" + name))));

  public AnswerShape {
    pointers = ImmutableMap.copyOf(pointers);
  }

  /**
   * @param text such as {@code company=/name,country=/geo/countryCode}: what stands elsewhere than
   *     under its own name at the top
   * @throws IllegalArgumentException that says what is wrong, without a subject
   */
  public static AnswerShape parse(String text) {
    Map<String, JsonPointer> pointers = new LinkedHashMap<>(USUAL.pointers);
    for (String part : Splitter.on(',').trimResults().omitEmptyStrings().split(text)) {
      List<String> halves = Splitter.on('=').limit(2).trimResults().splitToList(part);
      if (halves.size() != 2 || !halves.get(1).startsWith("/")) {
        throw new IllegalArgumentException(
            "must be pairs such as company=/name,country=/geo/countryCode");
      }
      if (!NAMES.contains(halves.getFirst())) {
        throw new IllegalArgumentException(
            "names " + halves.getFirst() + ", which is none of " + String.join(", ", NAMES));
      }
      pointers.put(halves.getFirst(), JsonPointer.compile(halves.get(1)));
    }
    return new AnswerShape(pointers);
  }

  /** For which domain the answer is, if it says so; without {@code www.} in front. */
  Optional<String> domain(JsonNode answer) {
    return text(answer, DOMAIN)
        .map(Ascii::toLowerCase)
        .map(name -> name.startsWith("www.") ? name.substring(4) : name);
  }

  /** From 0 to 100; 75 for an answer that does not say. */
  int confidence(JsonNode answer) {
    JsonNode said = at(answer, CONFIDENCE);
    return said != null && said.isNumber()
        ? Math.clamp(said.longValue(), 0, 100)
        : USUAL_CONFIDENCE;
  }

  Map<EnrichmentField, String> values(JsonNode answer) {
    Map<EnrichmentField, String> values = new EnumMap<>(EnrichmentField.class);
    NAMES.forEach(name ->
        EnrichmentField.named(name)
            .ifPresent(field -> text(answer, name).ifPresent(value -> values.put(field, value))));
    return values;
  }

  private Optional<String> text(JsonNode answer, String name) {
    JsonNode node = at(answer, name);
    return node != null && (node.isTextual() || node.isNumber())
        ? Optional.of(node.asText()).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  private @Nullable JsonNode at(JsonNode answer, String name) {
    JsonPointer pointer = pointers.get(name);
    return pointer == null ? null : answer.at(pointer);
  }
}
