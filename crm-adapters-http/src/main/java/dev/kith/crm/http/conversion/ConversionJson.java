package dev.kith.crm.http.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.conversion.Conversions;
import dev.kith.crm.application.conversion.Conversions.Choice;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.conversion.Conversions.Planned;
import dev.kith.crm.application.conversion.Conversions.Preview;
import dev.kith.crm.application.conversion.Conversions.Way;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionStatus;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of conversions. */
final class ConversionJson {

  private static final String MODE = "mode";
  private static final String OPPORTUNITY = "opportunity";
  private static final int LONGEST_TOKEN = 100;

  /** Whether it is done. */
  private enum Mode {
    COMMIT,
    PREVIEW
  }

  private static final Shape.Property FIELDS =
      Shape.optional(
          "fields",
          new Shape.MapOf(Shape.orNull(Shape.text())),
          "By code, what is written in place of what the mapping fills; null empties a field");

  private static final Shape.Fields CHOICE =
      Shape.fields(
          "ConversionChoice",
          Shape.required(
              "way",
              Shape.choice(Way.class),
              "MATCH: the one that is certainly the same, else a new one; CREATE: a new one; LINK:"
                  + " the one of id; NONE: none"),
          Shape.optional("id", Shape.orNull(Shape.uuid()), "Which one, for LINK"),
          FIELDS);

  static final Shape.Fields DEAL =
      Shape.fields(
          "ConversionOpportunity",
          Shape.optional(
              "pipeline", Shape.orNull(Shape.uuid()), "Id of the pipeline; usually the oldest"),
          Shape.optional(
              "stage",
              Shape.orNull(Shape.text(PipelineTerms.LONGEST_KEY)),
              "Key of an open stage; usually the first"),
          Shape.optional(
              "contactRole",
              Shape.orNull(Shape.text(PipelineTerms.LONGEST_KEY)),
              "Key of the role that the contact has for it; usually what the title suggests"),
          FIELDS);

  static final Shape.Fields CONVERT =
      Shape.fields(
          "LeadConvert",
          Shape.optional(
              MODE, Shape.choice(Mode.class), "PREVIEW only tells; usually COMMIT, which does it"),
          Shape.optional("account", CHOICE, "The company; usually MATCH"),
          Shape.optional("contact", CHOICE, "The person; usually MATCH"),
          Shape.optional(
              OPPORTUNITY, Shape.orNull(DEAL), "An opportunity to open; usually none is"),
          Shape.optional(
              "owner",
              Shape.orNull(Shape.uuid()),
              "Id of the user whose will be what is created; usually the lead's owner"),
          Shape.optional(
              "resolution",
              Shape.orNull(Shape.text(LONGEST_TOKEN)),
              "What duplicate-candidates gave out, to have new ones in spite of the candidates"));

  private static final Shape.Fields PART =
      Shape.fields(
          "ConvertedRecord",
          Shape.required("id", Shape.uuid(), "Id of the record"),
          Shape.required(
              "how", Shape.choice(Part.How.class), "Whether it was created, linked or matched"));

  static final Shape.Fields CONVERSION =
      Shape.fields(
          "Conversion",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("lead", Shape.uuid(), "Id of the lead"),
          Shape.required("account", Shape.orNull(PART), "The company"),
          Shape.required("contact", Shape.orNull(PART), "The person"),
          Shape.required(OPPORTUNITY, Shape.orNull(PART), "What may be sold"),
          Shape.required("tasks", Shape.count(), "How many tasks moved along"),
          Shape.required(
              "mappingVersion", Shape.count(), "The version of the mapping that filled the fields"),
          Shape.required(
              "cause",
              Shape.orNull(Shape.text()),
              "What made the CRM do it by itself; null where a person did"),
          Shape.required("by", Shape.uuid(), "Who did it"),
          Shape.required("byName", Shape.text(), "Who, by the name they had then"),
          Shape.required("at", Shape.instant(), "When"),
          Shape.required("status", Shape.choice(ConversionStatus.Name.class), "Whether it holds"),
          Shape.required("statusSince", Shape.instant(), "Since when"),
          Shape.required(
              "undoneByName",
              Shape.orNull(Shape.text()),
              "Who undid it, by the name they had then"),
          Shape.required("version", Shape.count(), "Stands in the ETag as well"));

  static final Shape.Fields LIST =
      Paging.AFTER.shape("ConversionList", CONVERSION, "Newest first", Shape.uuid());

  private static final Shape.Property TYPE =
      Shape.required(
          "type",
          Shape.choice(Arrays.stream(Target.values()).map(Target::code).toList()),
          "What sort of record it is");

  private static final Shape.Fields PLANNED =
      Shape.fields(
          "PlannedRecord",
          TYPE,
          Shape.required("how", Shape.choice(Part.How.class), "How one comes to it"),
          Shape.required("id", Shape.orNull(Shape.uuid()), "Null for one that would be created"),
          Shape.required("name", Shape.text(), "How it is called"),
          Shape.required(
              "fields",
              new Shape.MapOf(Shape.text()),
              "What would stand in the fields of one that would be created"));

  static final Shape.Fields CANDIDATE =
      Shape.fields(
          "ConversionCandidate",
          TYPE,
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("name", Shape.text(), "How it is called"),
          Shape.required("score", Shape.whole(0, 100), "How likely it is the same, in percent"),
          Shape.required("certain", Shape.flag(), "Whether it has what only one record can have"),
          Shape.required("reasons", Shape.listOf(Shape.text()), "Fields that speak for it"));

  private static final Shape.Fields PROBLEM =
      Shape.fields(
          "ConversionProblem",
          Shape.required("pointer", Shape.text(), "Where, as a JSON Pointer into the request"),
          Shape.required("code", Shape.text(), "Stable name"),
          Shape.required("message", Shape.text(), "For a person"));

  private static final Shape.Fields PREVIEW =
      Shape.fields(
          "ConversionPreview",
          Shape.required("records", Shape.listOf(PLANNED), "What there would be afterwards"),
          Shape.required(
              "problems", Shape.listOf(PROBLEM), "Why it would be refused; empty if it would not"),
          Shape.required(
              "candidates", Shape.listOf(CANDIDATE), "Records that may be meant, likeliest first"),
          Shape.required(
              "resolution",
              Shape.orNull(Shape.text()),
              "To be sent along to have new ones in spite of the candidates"),
          Shape.required("tasks", Shape.count(), "How many tasks would move along"),
          Shape.required("mappingVersion", Shape.count(), "The version of the mapping"));

  static final Shape.Fields ANSWER =
      Shape.fields(
          "LeadConverted",
          Shape.required(MODE, Shape.choice(Mode.class), "Whether it was done"),
          Shape.required(
              "alreadyConverted", Shape.flag(), "Whether it had been done before: nothing is new"),
          Shape.required("conversion", Shape.orNull(CONVERSION), "Null for what is not done yet"),
          Shape.required(
              "preview", Shape.orNull(PREVIEW), "What would be done; null for what is done"));

  private ConversionJson() {}

  static boolean isPreview(JsonNode body) {
    return body.path(MODE).asText().equals(Mode.PREVIEW.name());
  }

  static Convert read(LeadId lead, Call call) {
    JsonNode body = call.body();
    JsonNode deal = body.path(OPPORTUNITY);
    return new Convert(
        lead,
        choice(body.path("account")),
        choice(body.path("contact")),
        deal(deal),
        call.uuid("owner").map(UserId::new).orElse(null),
        call.text("resolution"));
  }

  static @Nullable Deal deal(JsonNode json) {
    return json.isObject()
        ? new Deal(
            ShapeCheck.uuid(json.path("pipeline").asText()).map(PipelineId::new).orElse(null),
            text(json, "stage"),
            text(json, "contactRole"),
            fields(json))
        : null;
  }

  private static Choice choice(JsonNode json) {
    return json.isObject()
        ? new Choice(
            Way.valueOf(json.path("way").asText()),
            ShapeCheck.uuid(json.path("id").asText()).orElse(null),
            fields(json))
        : Choice.MATCH;
  }

  private static Map<String, String> fields(JsonNode json) {
    Map<String, String> fields = new LinkedHashMap<>();
    json.path("fields")
        .properties()
        .forEach(field ->
            fields.put(field.getKey(), field.getValue().isNull() ? "" : field.getValue().asText()));
    return fields;
  }

  private static @Nullable String text(JsonNode json, String property) {
    return json.path(property).isTextual() ? json.path(property).asText() : null;
  }

  static ObjectNode of(Conversions.Converted converted) {
    ObjectNode json =
        Json.object().put(MODE, Mode.COMMIT.name()).put("alreadyConverted", converted.already());
    json.set("conversion", of(converted.conversion()));
    return json.putNull("preview");
  }

  static ObjectNode of(Preview preview) {
    Conversion already = preview.already();
    ObjectNode json =
        Json.object().put(MODE, Mode.PREVIEW.name()).put("alreadyConverted", already != null);
    json.set("conversion", already == null ? Json.of(null) : of(already));
    json.set("preview", already == null ? planned(preview) : Json.of(null));
    return json;
  }

  private static ObjectNode planned(Preview preview) {
    ObjectNode json = Json.object();
    ArrayNode records = json.putArray("records");
    preview.parts().forEach(part -> records.add(of(part)));
    ArrayNode problems = json.putArray("problems");
    preview
        .problems()
        .forEach(problem ->
            problems
                .addObject()
                .put("pointer", problem.pointer())
                .put("code", problem.code())
                .put("message", problem.message()));
    ArrayNode candidates = json.putArray("candidates");
    preview.candidates().forEach(candidate -> candidates.add(of(candidate)));
    return json.put("resolution", preview.resolution())
        .put("tasks", preview.tasks())
        .put("mappingVersion", preview.mapping());
  }

  private static ObjectNode of(Planned part) {
    ObjectNode json = Json.object().put("type", part.target().code()).put("how", part.how().name());
    json.set("id", Json.of(part.id()));
    json.put("name", part.name());
    json.set("fields", Json.of(part.fields()));
    return json;
  }

  static ObjectNode of(Candidate candidate) {
    ObjectNode json =
        Json.object()
            .put("type", candidate.target().code())
            .put("id", candidate.id().toString())
            .put("name", candidate.name())
            .put("score", candidate.score())
            .put("certain", candidate.certain());
    json.set("reasons", Json.of(candidate.reasons()));
    return json;
  }

  static ObjectNode of(Conversion conversion) {
    ObjectNode json =
        Json.object()
            .put("id", conversion.id().toString())
            .put("lead", conversion.lead().toString());
    for (Target target : Target.values()) {
      Part part = conversion.part(target);
      json.set(
          target.code(),
          part == null
              ? Json.of(null)
              : Json.object().put("id", part.id().toString()).put("how", part.how().name()));
    }
    return json.put("tasks", conversion.tasks().size())
        .put("mappingVersion", conversion.mapping())
        .put("cause", conversion.cause())
        .put("by", conversion.by().toString())
        .put("byName", conversion.byName())
        .put("at", conversion.revision().createdAt().toString())
        .put("status", conversion.status().name().name())
        .put("statusSince", conversion.status().since().toString())
        .put(
            "undoneByName",
            conversion.status() instanceof ConversionStatus.Undone undone ? undone.byName() : null)
        .put("version", conversion.revision().version());
  }
}
