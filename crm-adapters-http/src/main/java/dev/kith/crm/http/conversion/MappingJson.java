package dev.kith.crm.http.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Enums;
import dev.kith.crm.domain.conversion.ConsentPolicy;
import dev.kith.crm.domain.conversion.ConversionMapping;
import dev.kith.crm.domain.conversion.ConversionTerms;
import dev.kith.crm.domain.conversion.MappingLine;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.ArrayList;
import java.util.List;

/** The JSON of the mapping. */
final class MappingJson {

  private static final int LONGEST = 120;

  private static final Shape.Fields LINE =
      Shape.fields(
          "ConversionMappingLine",
          Shape.required(
              "from",
              Shape.text(1, LONGEST),
              "A field of the lead, such as email; customFields.Budget for a custom field;"
                  + " displayName for how the lead is called"),
          Shape.required(
              "to",
              Shape.text(1, LONGEST),
              "What is filled by it, such as account.name, contact.title or opportunity.source"));

  private static final Shape.Property LINES =
      Shape.required(
          "lines",
          Shape.listOf(LINE, 0, ConversionTerms.MOST_LINES),
          "Of several for one field, the first that has a value fills it");

  private static final Shape.Property CONSENT =
      Shape.required(
          "consent",
          Shape.choice(ConsentPolicy.class),
          "What a lead must have agreed to before it is converted");

  static final Shape.Fields TERMS = Shape.fields("ConversionMappingTerms", LINES, CONSENT);

  static final Shape.Fields MAPPING =
      Shape.fields(
          "ConversionMapping",
          LINES,
          CONSENT,
          Shape.required("updatedAt", Shape.instant(), "Since when"),
          Shape.required("version", Shape.count(), "Stands in the ETag as well"));

  private MappingJson() {}

  /** What a body says, of whatever form it is. */
  static ConversionTerms read(JsonNode body) {
    List<MappingLine> lines = new ArrayList<>();
    body.path("lines")
        .forEach(line ->
            lines.add(new MappingLine(line.path("from").asText(), line.path("to").asText())));
    return new ConversionTerms(
        lines,
        Enums.getIfPresent(ConsentPolicy.class, body.path("consent").asText())
            .or(ConsentPolicy.NONE));
  }

  static ObjectNode of(ConversionMapping mapping) {
    ObjectNode json = Json.object();
    ArrayNode lines = json.putArray("lines");
    mapping
        .terms()
        .lines()
        .forEach(line -> lines.addObject().put("from", line.from()).put("to", line.to()));
    return json.put("consent", mapping.terms().consent().name())
        .put("updatedAt", mapping.revision().updatedAt().toString())
        .put("version", mapping.revision().version());
  }
}
